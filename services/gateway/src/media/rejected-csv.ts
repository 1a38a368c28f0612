import type { Dataset } from '@fovea/proto/datasets/v1/datasets'
import { csvLine } from './csv.js'

const BETWEEN = '},{"path":'
const END = '}],"counts":'
const START = '"rejected":[{"path":'

/**
 * The rejected files of a `report.json`, while it is read: however many there are, one is held at a time. None of the marks between them can stand in
 * a text of JSON, since its quotes are escaped.
 */
export async function* rejectedIn(report: AsyncIterable<Buffer>): AsyncGenerator<{ path: string; reason: string }> {
  const decoder = new TextDecoder()
  const parsed = (text: string) => JSON.parse(`{"path":${text}}`) as { path: string; reason: string }
  let text = ''
  let hasBegun = false
  for await (const chunk of report) {
    text += decoder.decode(chunk, { stream: true })
    if (!hasBegun) {
      const start = text.indexOf(START)
      if (start < 0) continue
      hasBegun = true
      text = text.slice(start + START.length)
    }
    const parts = text.split(BETWEEN)
    text = parts.pop() ?? ''
    for (const part of parts) yield parsed(part)
  }
  const end = text.lastIndexOf(END)
  if (hasBegun && end >= 0) yield parsed(text.slice(0, end))
}

/** With a mark by which spreadsheets know that it is UTF-8. */
export async function* rejectedCsv(files: AsyncIterable<{ path: string; reason: string }> | Dataset['rejected']) {
  yield `\ufeff${csvLine(['file', 'reason'])}`
  for await (const { path, reason } of files) yield csvLine([path, reason])
}
