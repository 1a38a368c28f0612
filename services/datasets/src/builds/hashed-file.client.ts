import { createHash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'

const CHUNK_BYTES = 2 ** 20

/** A text file written line by line, hashed on the way. */
export class HashedFile {
  private readonly descriptor: number
  private readonly hash = createHash('sha256')
  private waiting: string[] = []
  private waitingLength = 0
  bytes = 0

  constructor(readonly path: string) {
    this.descriptor = openSync(path, 'w')
  }

  /** Appends `line` and a line break; the bytes it takes. */
  line(line: string): number {
    const bytes = Buffer.byteLength(line) + 1
    this.waiting.push(line, '\n')
    this.waitingLength += bytes
    this.bytes += bytes
    if (this.waitingLength >= CHUNK_BYTES) this.flush()
    return bytes
  }

  /** Ends the file; its hash, `sha256:…`. */
  close(): string {
    this.flush()
    closeSync(this.descriptor)
    return `sha256:${this.hash.digest('hex')}`
  }

  private flush(): void {
    const chunk = Buffer.from(this.waiting.join(''))
    this.waiting = []
    this.waitingLength = 0
    this.hash.update(chunk)
    for (let at = 0; at < chunk.length; ) at += writeSync(this.descriptor, chunk, at)
  }
}
