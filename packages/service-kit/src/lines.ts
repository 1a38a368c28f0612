import { StringDecoder } from 'node:string_decoder'

/** Of a longer line only so many characters are kept: enough to say that it is too long. */
const USUALLY_KEPT = 8192

/** The lines of a text in UTF-8, without their breaks (\n or \r\n) and without a byte-order mark; never more than one chunk and one line in memory. */
export async function* linesOf(
  chunks: AsyncIterable<Buffer | string>,
  mostKept = USUALLY_KEPT,
): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let isFirst = true
  const line = (text: string) => {
    const own = text.slice(0, mostKept).replace(/\r$/, '')
    const read = isFirst ? own.replace(/^\uFEFF/, '') : own
    isFirst = false
    return read
  }
  for await (const chunk of chunks) {
    const parts = (rest + (typeof chunk === 'string' ? chunk : decoder.write(chunk))).split('\n')
    rest = (parts.pop() ?? '').slice(0, mostKept)
    for (const part of parts) yield line(part)
  }
  rest += decoder.end()
  if (rest !== '') yield line(rest)
}
