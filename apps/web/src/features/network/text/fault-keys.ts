import { type Diagnostic, forEachDiagnostic, nextDiagnostic, previousDiagnostic } from '@codemirror/lint'
import type { EditorState, Extension } from '@codemirror/state'
import { type Command, EditorView, keymap } from '@codemirror/view'

function selectedFault(state: EditorState): Diagnostic | undefined {
  const { main } = state.selection
  let found: Diagnostic | undefined
  forEachDiagnostic(state, (one, from, to) => {
    if (from === main.from && to === main.to) found ??= one
  })
  return found
}

const told =
  (go: Command): Command =>
  view => {
    const isGone = go(view)
    const fault = selectedFault(view.state)
    if (fault) view.dispatch({ effects: EditorView.announce.of(`${fault.severity}: ${fault.message}`) })
    return isGone
  }

/** F8 leads to the next fault, Shift-F8 to the one before; its sentence is shown there, and read out. */
export const faultKeys: Extension = keymap.of([
  { key: 'F8', run: told(nextDiagnostic), preventDefault: true },
  { key: 'Shift-F8', run: told(previousDiagnostic), preventDefault: true },
])
