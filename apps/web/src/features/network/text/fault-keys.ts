import { type Diagnostic, forEachDiagnostic, nextDiagnostic, previousDiagnostic } from '@codemirror/lint'
import { type EditorState, type Extension, StateField } from '@codemirror/state'
import { type Command, EditorView, keymap, showTooltip, type Tooltip } from '@codemirror/view'

function selectedFault(state: EditorState): Diagnostic | undefined {
  const { main } = state.selection
  let found: Diagnostic | undefined
  forEachDiagnostic(state, (one, from, to) => {
    if (from === main.from && to === main.to) found ??= one
  })
  return found
}

/** Without a mouse nothing hovers: what is wrong stands at the fault that a key has led to. */
const sentenceAt = StateField.define<Tooltip | null>({
  create: () => null,
  update: (shown, { state, selection, docChanged }) => (selection || docChanged ? tooltip(state) : shown),
  provide: field => showTooltip.from(field),
})

function tooltip(state: EditorState): Tooltip | null {
  const fault = selectedFault(state)
  if (!fault || state.selection.main.empty) return null
  const create = (view: EditorView) => {
    const dom = document.createElement('div')
    dom.className = `fv-fault fv-fault-${fault.severity}`
    dom.append(fault.renderMessage?.(view) ?? fault.message)
    return { dom }
  }
  return { pos: state.selection.main.from, above: false, create }
}

const told =
  (go: Command): Command =>
  view => {
    const isGone = go(view)
    const fault = selectedFault(view.state)
    if (fault) view.dispatch({ effects: EditorView.announce.of(`${fault.severity}: ${fault.message}`) })
    return isGone
  }

/** F8 leads to the next fault, Shift-F8 to the one before; each is shown and read out. */
export const faultKeys: Extension = [
  sentenceAt,
  keymap.of([
    { key: 'F8', run: told(nextDiagnostic), preventDefault: true },
    { key: 'Shift-F8', run: told(previousDiagnostic), preventDefault: true },
  ]),
]
