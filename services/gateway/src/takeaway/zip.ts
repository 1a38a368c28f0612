import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

export interface ZipEntry {
  name: string
  body: AsyncIterable<Uint8Array>
  /** Weights hardly shrink, so the time is not spent on them. */
  isText: boolean
}

/** Without the extension for larger ones, offsets have 32 bits. */
export const MOST_ZIP_BYTES = 0xffff_ffff

/** Before it a zip knows no time. */
export const FIRST_TIME = new Date('1980-01-01T00:00:00Z')
const VERSION = 20
/** The name is UTF-8; checksum and sizes follow the data, since they are known only then. */
const FLAGS = 0x0808
const DEFLATE = 8
const SIGNATURES = { local: 0x0403_4b50, descriptor: 0x0807_4b50, central: 0x0201_4b50, end: 0x0605_4b50 }

/** A zip archive, written as its entries come; all bear one time, from FIRST_TIME on. */
export async function* zip(entries: AsyncIterable<ZipEntry>, time: Date): AsyncGenerator<Uint8Array> {
  const listed: Buffer[] = []
  let offset = 0
  for await (const { name, body, isText } of entries) {
    const fields = common(time)
    const title = Buffer.from(name)
    const local = Buffer.concat([words(SIGNATURES.local), fields, Buffer.alloc(12), shorts(title.length, 0), title])
    const start = offset
    offset += local.length
    yield local
    const sum = { crc: 0, bytes: 0, packed: 0 }
    for await (const chunk of packed(body, isText, sum)) {
      sum.packed += chunk.length
      offset += chunk.length
      yield chunk
    }
    const sizes = words(sum.crc, sum.packed, sum.bytes)
    const descriptor = Buffer.concat([words(SIGNATURES.descriptor), sizes])
    offset += descriptor.length
    if (offset > MOST_ZIP_BYTES) throw new Error('the archive has become larger than a zip may be')
    yield descriptor
    const head = Buffer.concat([words(SIGNATURES.central), shorts(VERSION), fields, sizes])
    // Name, extra field, comment, disk, internal attributes; external attributes; place.
    listed.push(Buffer.concat([head, shorts(title.length, 0, 0, 0, 0), words(0, start), title]))
  }
  const central = Buffer.concat(listed)
  const counts = shorts(0, 0, listed.length, listed.length)
  yield Buffer.concat([central, words(SIGNATURES.end), counts, words(central.length, offset), shorts(0)])
}

async function* packed(body: AsyncIterable<Uint8Array>, isText: boolean, sum: { crc: number; bytes: number }) {
  const deflate = createDeflateRaw({ level: isText ? 6 : 0 })
  // Whoever stops reading ends the deflating, and with it the reading of the body.
  const fed = pipeline(Readable.from(counted(body, sum)), deflate).then(
    () => undefined,
    (error: unknown) => error,
  )
  for await (const chunk of deflate) yield chunk as Buffer
  const error = await fed
  if (error !== undefined) throw error
}

async function* counted(body: AsyncIterable<Uint8Array>, sum: { crc: number; bytes: number }) {
  for await (const chunk of body) {
    sum.crc = crc32(chunk, sum.crc)
    sum.bytes += chunk.length
    yield chunk
  }
}

/** What the local and the central record of an entry begin alike: version, flags, method, time, date. */
function common(time: Date): Buffer {
  const clock = (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1)
  const day = ((time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate()
  return shorts(VERSION, FLAGS, DEFLATE, clock, day)
}

function shorts(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2)
  for (const [i, value] of values.entries()) bytes.writeUInt16LE(value, i * 2)
  return bytes
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [i, value] of values.entries()) bytes.writeUInt32LE(value, i * 4)
  return bytes
}
