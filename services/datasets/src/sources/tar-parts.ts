import { buffer } from 'node:stream/consumers'
import { pack } from 'tar-stream'
import { unpackedName } from './archive-member.js'

const PART_BYTES = 32 * 2 ** 20

/** Files written into tars of about 32 MiB as they come: a source whose images lie nowhere else. */
export class TarParts {
  count = 0
  bytes = 0
  private files: { name: string; bytes: Buffer }[] = []
  private waiting = 0
  private number = 0

  constructor(private readonly put: (part: number, bytes: Buffer) => Promise<void>) {}

  /** The name under which it lies once the parts are unpacked in their order. */
  async add(bytes: Buffer): Promise<string> {
    const number = this.number++
    // Whether it is a picture is seen when it is decoded; here it only has to be unpacked.
    this.files.push({ name: `${number}.png`, bytes })
    this.waiting += bytes.length
    if (this.waiting >= PART_BYTES) await this.end()
    return unpackedName(number)
  }

  async end(): Promise<void> {
    if (this.files.length === 0) return
    const tar = pack()
    for (const { name, bytes } of this.files) tar.entry({ name, mtime: new Date(0) }, bytes)
    tar.finalize()
    const packed = await buffer(tar)
    await this.put(this.count, packed)
    this.count += 1
    this.bytes += packed.length
    this.files = []
    this.waiting = 0
  }
}
