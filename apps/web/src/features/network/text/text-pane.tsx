import { setDiagnostics } from '@codemirror/lint'
import { EditorSelection, EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { Fault } from '@fovea/netspec'
import { useMantineStyleNonce } from '@mantine/core'
import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef } from 'react'
import { offsetOf, toDiagnostics } from './diagnostics'
import { extensions } from './extensions'
import { layerSpans, spanAt } from './layer-spans'

export interface Place {
  line: number
  column: number
}

export interface TextPaneHandle {
  /** Selects the layer that begins at a place; the focus stays where it is. */
  selectLayer: (at: Place) => void
  /** Puts the cursor to a place, and the focus into the text. */
  goTo: (at: Place) => void
  focus: () => void
}

interface Props {
  ref?: Ref<TextPaneHandle>
  label: string
  text: string
  /** Absent: the text is only read. */
  onText?: ((text: string) => void) | undefined
  /** Those of this very text. */
  faults: readonly Fault[]
  /** Where the layer begins in which the cursor stands. */
  onCursor: (layer: Place | undefined) => void
  className: string | undefined
}

/** The text of a network: coloured, faults underlined, the cursor telling in which layer it is. */
export function TextPane({ ref, label, text, onText, faults, onCursor, className }: Props) {
  const nonce = useMantineStyleNonce()?.() ?? ''
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const written = useRef(text)
  const isReadOnly = onText === undefined

  const changed = useEffectEvent((state: EditorState, isDocChanged: boolean) => {
    if (isDocChanged) {
      written.current = state.doc.toString()
      onText?.(written.current)
    }
    onCursor(layerAt(state))
  })

  useEffect(() => {
    if (!place.current) return
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: written.current,
        extensions: [
          extensions({ label, nonce, isReadOnly }),
          EditorView.updateListener.of(({ state, docChanged, selectionSet, transactions }) => {
            const isGiven = transactions.some(one => one.isUserEvent('given'))
            if ((docChanged || selectionSet) && !isGiven) changed(state, docChanged)
          }),
        ],
      }),
    })
    view.current = made
    return () => made.destroy()
  }, [label, nonce, isReadOnly])

  useEffect(() => {
    const { current } = view
    if (!current || text === written.current) return
    written.current = text
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: text }, userEvent: 'given' })
  }, [text])

  useEffect(() => {
    const { current } = view
    if (current) current.dispatch(setDiagnostics(current.state, toDiagnostics(current.state.doc, faults)))
  }, [faults])

  useImperativeHandle(ref, () => ({
    focus: () => view.current?.focus(),
    goTo: at => {
      const { current } = view
      if (!current) return
      const cursor = EditorSelection.cursor(offsetOf(current.state.doc, at))
      current.dispatch({ selection: cursor, effects: EditorView.scrollIntoView(cursor, { y: 'center' }) })
      current.focus()
    },
    selectLayer: at => {
      const { current } = view
      if (!current) return
      const begin = offsetOf(current.state.doc, at)
      const { from, to } = spanAt(layerSpans(current.state.doc.toString()), begin) ?? { from: begin, to: begin }
      // Its head at the beginning: that is what has to be seen of a long one.
      const range = EditorSelection.range(to, from)
      current.dispatch({
        selection: range,
        effects: EditorView.scrollIntoView(EditorSelection.cursor(from), { y: 'start', yMargin: 60 }),
        userEvent: 'given',
      })
    },
  }))

  return <div ref={place} className={className} />
}

function layerAt({ doc, selection }: EditorState): Place | undefined {
  const span = spanAt(layerSpans(doc.toString()), selection.main.head)
  if (!span) return undefined
  const line = doc.lineAt(span.from)
  return { line: line.number, column: span.from - line.from + 1 }
}
