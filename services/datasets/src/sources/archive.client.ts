import { createReadStream } from 'node:fs'
import { mkdir, open, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { AppError, messageOf } from '@fovea/service-kit'
import { extract } from 'tar-stream'
import { type Entry, fromFd, getFileNameLowLevel, type ZipFile } from 'yauzl'
import { type MemberKind, readMember, unpackedName } from './archive-member.js'
import { Rejections } from './listing.js'

export interface UnpackedFile {
  path: string
  /** Its name in the folder: a number, whatever it was called. */
  file: string
}

const MOST_FILE_BYTES = 64 * 2 ** 20
const MOST_MEMBERS = 5_000_000
/** Pictures hardly shrink: an archive that grows beyond this is made to fill a disk. */
const MOST_GROWTH = 200
const FREE_BYTES = 64 * 2 ** 20
const BLOCK = 512
const LINK = 0o120000
const TYPE = 0o170000

/** Unpacks images of untrusted archives into files named by number: no name from within is ever used as a path. */
export class Unpacking {
  readonly files: UnpackedFile[] = []
  readonly rejections = new Rejections()
  private readonly seen = new Set<string>()
  private members = 0
  private written = 0

  constructor(
    private readonly folder: string,
    private readonly packedBytes: number,
    private readonly signal: AbortSignal,
  ) {}

  /** A tar, a gzipped tar or a zip, told apart by their first bytes. */
  async file(path: string): Promise<void> {
    const start = await firstBytes(path)
    if (start.readUInt16BE(0) === 0x1f8b) return this.tar(createReadStream(path), true)
    if (start.subarray(0, 2).toString('latin1') === 'PK') return this.zip(path)
    if (start.subarray(257, 262).toString('latin1') === 'ustar') return this.tar(createReadStream(path), false)
    throw damaged('it is neither a zip nor a tar, gzipped or not')
  }

  async tar(source: Readable, isZipped: boolean): Promise<void> {
    const unpacked = extract()
    const stages = isZipped ? [source, createGunzip(), this.counting(), whole, unpacked] : [source, whole, unpacked]
    const fed = pipeline(stages as [Readable, ...NodeJS.ReadWriteStream[]] as never, { signal: this.signal })
    fed.catch(() => undefined)
    try {
      for await (const entry of unpacked) {
        const { name, type, size = 0 } = entry.header
        await this.member(name, kindOfTar(type ?? 'file'), size, async () => entry as unknown as Readable)
        entry.resume()
      }
      await fed
    } catch (error) {
      throw this.faultOf(error)
    }
  }

  private async zip(path: string): Promise<void> {
    const handle = await open(path)
    try {
      const zip = await new Promise<ZipFile>((resolve, reject) =>
        fromFd(handle.fd, { lazyEntries: true, autoClose: false, decodeStrings: false }, (error, made) =>
          error ? reject(error) : resolve(made),
        ),
      )
      await this.entries(zip)
    } catch (error) {
      throw this.faultOf(error)
    } finally {
      await handle.close()
    }
  }

  private entries(zip: ZipFile): Promise<void> {
    return new Promise((resolve, reject) => {
      zip.on('error', reject).on('end', () => resolve())
      zip.on('entry', (entry: Entry) => {
        const read = () =>
          new Promise<Readable>((ready, fail) =>
            zip.openReadStream(entry, (error, stream) => (error ? fail(error) : ready(stream))),
          )
        const { generalPurposeBitFlag, fileNameRaw, extraFields, uncompressedSize } = entry
        const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true)
        this.member(name, kindOfZip(entry, name), uncompressedSize, read).then(() => zip.readEntry(), reject)
      })
      zip.readEntry()
    })
  }

  private async member(name: string, kind: MemberKind, bytes: number, openIt: () => Promise<Readable>): Promise<void> {
    this.signal.throwIfAborted()
    this.members += 1
    if (this.members > MOST_MEMBERS) throw tooMuch(`it holds more than ${MOST_MEMBERS.toLocaleString('en')} files`)
    const read = readMember(name, kind, bytes, MOST_FILE_BYTES)
    if (!read) return
    if ('fault' in read) return this.rejections.add(name.slice(0, 1024), read.fault)
    if (this.seen.has(read.path)) return this.rejections.add(read.path, 'the archive holds this name twice')
    this.seen.add(read.path)
    this.grow(bytes)
    const number = this.files.length
    const file = unpackedName(number)
    const chunks: Buffer[] = []
    for await (const chunk of await openIt()) chunks.push(chunk as Buffer)
    await mkdir(dirname(join(this.folder, file)), { recursive: true })
    await writeFile(join(this.folder, file), Buffer.concat(chunks))
    this.files.push({ path: read.path, file })
  }

  private grow(bytes: number): void {
    this.written += bytes
    if (this.written > this.packedBytes * MOST_GROWTH + FREE_BYTES) {
      throw tooMuch(`it unpacks to more than ${MOST_GROWTH} times its own size`)
    }
  }

  /** What is passed over in a gzipped tar costs time, too. */
  private counting() {
    const most = this.packedBytes * MOST_GROWTH + FREE_BYTES
    let total = 0
    return async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        total += chunk.length
        if (total > most) throw tooMuch(`it unpacks to more than ${MOST_GROWTH} times its own size`)
        yield chunk
      }
    }
  }

  private faultOf(error: unknown): unknown {
    this.signal.throwIfAborted()
    const { code } = error as { code?: unknown }
    const isOurs =
      error instanceof AppError || (typeof code === 'string' && /^(E[A-Z]+|NoSuch|NotFound|Slow)/.test(code))
    return isOurs ? error : damaged(messageOf(error))
  }
}

/** A tar ends with an empty block: one that is cut short between two members shows it by nothing else. */
async function* whole(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let end = Buffer.alloc(0)
  for await (const chunk of chunks) {
    end = Buffer.concat([end, chunk.subarray(-BLOCK)]).subarray(-BLOCK)
    yield chunk
  }
  if (end.length < BLOCK || end.some(byte => byte !== 0)) throw damaged('it ends too early')
}

const damaged = (what: string) =>
  new AppError(
    'invalid',
    `The archive cannot be read: ${what}.`,
    'Pack the folder again as zip, tar or tar.gz, then make the dataset anew.',
  )

const tooMuch = (what: string) =>
  new AppError('invalid', `The archive is refused: ${what}.`, 'Pack fewer images, or put the folder below a data root.')

const kindOfTar = (type: string): MemberKind =>
  type === 'file' || type === 'contiguous-file'
    ? 'file'
    : type === 'directory'
      ? 'folder'
      : type === 'link' || type === 'symlink'
        ? 'link'
        : 'special'

function kindOfZip(entry: Entry, name: string): MemberKind {
  if (name.endsWith('/')) return 'folder'
  const mode = (entry.externalFileAttributes >>> 16) & TYPE
  if (mode === LINK) return 'link'
  return entry.generalPurposeBitFlag & 1 ? 'encrypted' : 'file'
}

async function firstBytes(path: string): Promise<Buffer> {
  const { size } = await stat(path)
  const start = Buffer.alloc(512)
  const handle = await open(path)
  try {
    await handle.read(start, 0, Math.min(512, size), 0)
  } finally {
    await handle.close()
  }
  return start
}
