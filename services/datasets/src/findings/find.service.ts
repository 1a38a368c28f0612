import { open } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { ObjectStore } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import type { ImageLine } from '../builds/image-lists.js'
import { FINDINGS } from '../builds/keys.js'
import { type FindingsOf, KINDS } from './findings.js'
import type { FindingLine, KeptFindings } from './kept-findings.js'

/** `images.jsonl` as a file, and where each of its lines begins and ends. */
export interface Lines {
  path: string
  offsets: BigUint64Array
}

/** Part of the last step of a build: what is found goes into one object, each finding with its images, and how much into the row. */
@Injectable()
export class Find {
  constructor(private readonly objects: ObjectStore) {}

  /** Null where a part of the build was made before images were described. */
  async perform(
    prefix: string,
    described: FindingsOf,
    lines: Lines,
    signal: AbortSignal,
  ): Promise<KeptFindings | null> {
    if (!described.isComplete) return null
    const { kinds, isCut } = await inSlices(described.findings(), signal)
    const kept: KeptFindings = { version: 1, isCut, kinds: [] }
    const text: Buffer[] = []
    let start = 0
    const images = await open(lines.path)
    try {
      for (const kind of KINDS) {
        const { count, listed } = kinds[kind]
        if (count === 0) continue
        const before = start
        for (const { images: numbers, ...finding } of listed) {
          signal.throwIfAborted()
          const line: FindingLine = { kind, ...finding, images: [] }
          for (const number of numbers) line.images.push(await lineAt(images, lines.offsets, number))
          const written = Buffer.from(`${JSON.stringify(line)}\n`)
          text.push(written)
          start += written.length
        }
        kept.kinds.push({ kind, count, listed: listed.length, start: before, bytes: start - before })
      }
    } finally {
      await images.close()
    }
    if (start > 0) await this.objects.put(`${prefix}${FINDINGS}`, Buffer.concat(text), 'application/x-ndjson')
    return kept
  }
}

/** Lets calls be answered between the slices. */
async function inSlices<T>(work: Generator<void, T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    signal.throwIfAborted()
    const { done, value } = work.next()
    if (done) return value
    await setImmediate()
  }
}

async function lineAt(file: Awaited<ReturnType<typeof open>>, offsets: BigUint64Array, number: number) {
  const [start, end] = [Number(offsets[number]), Number(offsets[number + 1])]
  const { buffer } = await file.read(Buffer.alloc(end - start), 0, end - start, start)
  const { pixels, dhash, deviation, ...line } = JSON.parse(buffer.toString()) as ImageLine
  return line as ImageLine
}
