const starts = (bytes: Buffer, text: string, at = 0) => bytes.toString('latin1', at, at + text.length) === text

/** Kinds that browsers show and that hold nothing which they would run. */
const KINDS: [type: string, is: (bytes: Buffer) => boolean][] = [
  ['image/png', bytes => starts(bytes, '\x89PNG\r\n\x1a\n')],
  ['image/jpeg', bytes => starts(bytes, '\xff\xd8\xff')],
  ['image/gif', bytes => starts(bytes, 'GIF8')],
  ['image/webp', bytes => starts(bytes, 'RIFF') && starts(bytes, 'WEBP', 8)],
  ['image/bmp', bytes => starts(bytes, 'BM')],
]

/** By its first bytes, never by what a server says of it: it is shown from this origin. */
export const pictureType = (bytes: Buffer): string =>
  KINDS.find(([, is]) => is(bytes))?.[0] ?? 'application/octet-stream'
