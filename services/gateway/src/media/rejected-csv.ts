import type { Dataset } from '@fovea/proto/datasets/v1/datasets'
import { linesOf, type ObjectStore } from '@fovea/service-kit'
import { csvLine } from './csv.js'

export type RejectedFiles = AsyncIterable<Rejected> | Rejected[]
type Rejected = Dataset['rejected'][number]

/** Longer than any path and its reason, escapes and all. */
const LONGEST_LINE = 2 ** 18
const LARGEST_REPORT = 256 * 2 ** 20

/** The rejected files of a dataset: one is held at a time, however many there are. */
export async function rejectedOf(
  { manifestKey, rejected }: Pick<Dataset, 'manifestKey' | 'rejected'>,
  objects: Pick<ObjectStore, 'stat' | 'stream' | 'get'>,
): Promise<RejectedFiles> {
  // Of a build that failed the first thousand are all that is left.
  if (manifestKey === '') return rejected
  const folder = manifestKey.replace(/manifest\.json$/, '')
  const lines = `${folder}rejected.jsonl`
  if (await objects.stat(lines)) return parsed(linesOf(await objects.stream(lines), LONGEST_LINE))
  // Nothing was rejected, or the dataset was built before there were lines.
  const report = (await objects.get(`${folder}report.json`, LARGEST_REPORT)).toString()
  return (JSON.parse(report) as { rejected: Rejected[] }).rejected
}

async function* parsed(lines: AsyncIterable<string>): AsyncGenerator<Rejected> {
  for await (const line of lines) yield JSON.parse(line) as Rejected
}

/** With a mark by which spreadsheets know that it is UTF-8. */
export async function* rejectedCsv(files: RejectedFiles) {
  yield `\ufeff${csvLine(['file', 'reason'])}`
  for await (const { path, reason } of files) yield csvLine([path, reason])
}
