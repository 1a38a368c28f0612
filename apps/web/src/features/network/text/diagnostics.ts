import type { Diagnostic } from '@codemirror/lint'
import type { Text } from '@codemirror/state'
import type { Fault } from '@fovea/netspec'

const WORD = /^(?:"[^"]*"?|'[^']*'?|[\w.+-]+|\S)/

/** The offset of a place in the text; one beyond its end, of a text that has been shortened since, comes to the end. */
export function offsetOf(text: Text, { line, column }: { line: number; column: number }): number {
  const { from, to } = text.line(Math.min(Math.max(line, 1), text.lines))
  return Math.min(from + Math.max(column, 1) - 1, to)
}

/** What is underlined for each fault: the word at its place, or the last of the line where nothing follows. */
export function toDiagnostics(text: Text, faults: readonly Fault[]): Diagnostic[] {
  return faults.map(({ line, column, severity, message, remedy = '' }) => {
    const at = offsetOf(text, { line, column })
    const { from: start, to: end } = text.lineAt(at)
    const word = WORD.exec(text.sliceString(at, end))?.[0].length ?? 0
    const from = word > 0 ? at : Math.max(start, at - 1)
    return { from, to: word > 0 ? at + word : at, severity, message, renderMessage: () => sentence(message, remedy) }
  })
}

function sentence(message: string, remedy: string): Node {
  const element = document.createElement('span')
  element.append(message)
  if (remedy) {
    const quiet = document.createElement('span')
    quiet.className = 'fv-remedy'
    quiet.append(` ${remedy}`)
    element.append(quiet)
  }
  return element
}
