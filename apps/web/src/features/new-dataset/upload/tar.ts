const BLOCK = 512
/** What fits into the field of a plain header. */
const LONGEST_NAME = 100

const encoder = new TextEncoder()

/** Two empty blocks end a tar. */
export const TAR_END = new Uint8Array(2 * BLOCK)

/** Bytes from the end of a file to its next block. */
export const paddingAfter = (size: number) => (BLOCK - (size % BLOCK)) % BLOCK

/** What stands before a file of `size` bytes in a tar, the same for the same file. A path that a plain header cannot hold stands in one of its own (pax). */
export function tarHeader(path: string, size: number): Uint8Array<ArrayBuffer> {
  const name = encoder.encode(path)
  if (name.length <= LONGEST_NAME && name.every(byte => byte >= 0x20 && byte < 0x7f)) return plain(name, size, '0')
  const record = paxRecord('path', path)
  const before = plain(encoder.encode('path'), record.length, 'x')
  const after = plain(encoder.encode('file'), size, '0')
  const whole = new Uint8Array(before.length + record.length + paddingAfter(record.length) + after.length)
  whole.set(before)
  whole.set(record, before.length)
  whole.set(after, whole.length - after.length)
  return whole
}

/** `27 path=…\n`, where the number counts itself. */
function paxRecord(key: string, value: string): Uint8Array {
  const rest = encoder.encode(` ${key}=${value}\n`)
  let length = rest.length + 1
  while (`${length}`.length + rest.length !== length) length = `${length}`.length + rest.length
  return encoder.encode(`${length} ${key}=${value}\n`)
}

function plain(name: Uint8Array, size: number, type: string): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(BLOCK)
  const put = (at: number, text: string) => block.set(encoder.encode(text), at)
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`
  block.set(name)
  put(100, octal(0o644, 7))
  put(108, octal(0, 7))
  put(116, octal(0, 7))
  put(124, octal(size, 11))
  put(136, octal(0, 11))
  put(148, ' '.repeat(8))
  put(156, type)
  put(257, 'ustar\x0000')
  put(
    148,
    `${block
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
  )
  return block
}
