import { crc32 } from './crc32'
import { paddingAfter, TAR_END, tarHeader } from './tar'

/** A file that is sent, by its path from the folder that was chosen. */
export interface Packable {
  path: string
  size: number
  /** Milliseconds, as the file's owner keeps them. */
  changed: number
}

/** The tars that the files are packed into, in order. */
export interface Packing<T> {
  pieces: { files: T[]; bytes: number }[]
  bytes: number
  /** Files that are not sent: no images by their names, or too large for one. */
  leftOut: number
}

const PIECE_BYTES = 16 * 2 ** 20
/** What is larger is no picture that would be read. */
const MOST_FILE_BYTES = 63 * 2 ** 20
const IMAGE = /\.(png|jpe?g|bmp|p[bgnp]m|gif|webp|tiff?|jp2|avif)$/i

const isSent = ({ path, size }: Packable) =>
  IMAGE.test(path) && size <= MOST_FILE_BYTES && !path.split('/').some(part => part.startsWith('.'))

const packedBytes = ({ path, size }: Packable) => tarHeader(path, size).length + size + paddingAfter(size)

/** Deals files over tars of about 16 MiB; the same files give the same tars, so that an upload goes on after a reload. */
export function planPieces<T extends Packable>(files: readonly T[], most = PIECE_BYTES): Packing<T> {
  const sent = files.filter(isSent).sort((a, b) => (a.path < b.path ? -1 : 1))
  const pieces: Packing<T>['pieces'] = []
  for (const file of sent) {
    const own = packedBytes(file)
    const last = pieces.at(-1)
    if (last && last.bytes + own <= most) {
      last.files.push(file)
      last.bytes += own
    } else pieces.push({ files: [file], bytes: TAR_END.length + own })
  }
  const bytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0)
  return { pieces, bytes, leftOut: files.length - sent.length }
}

/** A name for just these files, as far as their owner tells them apart. */
export function identityOf(name: string, files: readonly Packable[]): string {
  const text = JSON.stringify(files.map(({ path, size, changed }) => [path, size, changed]))
  return JSON.stringify([name, files.length, crc32(new TextEncoder().encode(text)), text.length])
}
