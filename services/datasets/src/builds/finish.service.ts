import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { RejectedFile } from '@fovea/proto/datasets/v1/datasets'
import { AppError, ObjectStore } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import type { DatasetRow } from '../datasets/dataset.entity.js'
import { datasetPrefix } from '../datasets/dataset.mapper.js'
import { DatasetsRepository } from '../datasets/datasets.repository.js'
import { Find } from '../findings/find.service.js'
import { FindingsOf, isDescribed } from '../findings/findings.js'
import { Pixels } from '../pixels/pixels.client.js'
import { BuildsRepository, type ShardRow } from './builds.repository.js'
import { HashedFile } from './hashed-file.client.js'
import { linesOfShard } from './image-lists.js'
import {
  IMAGES,
  IMAGES_BY_CLASS,
  INDEX,
  MANIFEST,
  MEAN,
  MEAN_PICTURE,
  PARTS,
  partKey,
  REJECTED,
  REPORT,
  SCAN_REJECTED,
} from './keys.js'
import { manifestOf, type ObjectHash } from './manifest.js'
import { addSums, type Mean, meanOf } from './mean.js'
import { REJECTED_IN_ROW, rejectedLines, reportOf, shortageOf } from './report.js'
import { encodeSafetensors } from './safetensors.js'
import { type Labelled, type PerSplit, SPLITS } from './split.js'
import { WorkFolder } from './work-folder.service.js'

/** A part is small beside a shard; the sums of the largest images are 96 MiB. */
const PART_BYTES = 256 * 2 ** 20
const LINES_A_SLICE = 1000

/** Third step: from the parts of all shards to the lists, the mean, the report and, last, the manifest. */
@Injectable()
export class Finish {
  constructor(
    private readonly repository: BuildsRepository,
    private readonly datasets: DatasetsRepository,
    private readonly pixels: Pixels,
    private readonly objects: ObjectStore,
    private readonly work: WorkFolder,
    private readonly find: Find,
  ) {}

  async perform(row: DatasetRow, signal: AbortSignal): Promise<void> {
    const prefix = datasetPrefix(row)
    const all = await this.repository.shards(row.id)
    const shards = all.filter(({ count }) => count > 0)
    const rejected = await this.rejected(prefix, all)
    const firstImages = numberImages(shards)
    await this.work.use(async folder => {
      const counts = await this.putLists(row, shards, firstImages, folder, signal)
      const shortage = shortageOf(row.classes, row.counts ?? counts.kept, counts.kept)
      if (shortage) return this.fail(row, shortage, rejected)
      const findings = await this.find.perform(prefix, counts.described, counts.lines, signal)
      const mean = await this.putMean(row, shards, signal)
      if (rejected.length > 0)
        await this.put(`${prefix}${REJECTED}`, Buffer.from(rejectedLines(rejected)), 'application/x-ndjson')
      const report = await this.put(`${prefix}${REPORT}`, JSON.stringify(reportOf(rejected, counts.kept)))
      const parts = {
        shards: shards.map(shard => ({ ...shard, bytes: Number(shard.bytes) })),
        counts: counts.kept,
        mean: mean.object,
        images: counts.images,
        report,
      }
      signal.throwIfAborted()
      await this.put(`${prefix}${MANIFEST}`, JSON.stringify(manifestOf(row, parts)))
      await this.repository.finish(row, {
        counts: counts.kept,
        rejected: rejected.slice(0, REJECTED_IN_ROW),
        rejectedCount: rejected.length,
        diskBytes: await this.diskBytes(prefix),
        meanPixel: mean.object.pixel,
        firstImages,
        findings,
      })
    })
  }

  private async fail(row: DatasetRow, shortage: { reason: string; remedy: string }, rejected: RejectedFile[]) {
    const change = { rejected: rejected.slice(0, REJECTED_IN_ROW), rejected_count: rejected.length }
    await this.datasets.move(row.project, row.id, 'FAILED', { ...shortage, ...change })
  }

  private async rejected(prefix: string, shards: ShardRow[]): Promise<RejectedFile[]> {
    const all: RejectedFile[] = await this.json(`${prefix}${SCAN_REJECTED}`)
    for (const shard of shards.filter(({ rejected }) => rejected > 0))
      all.push(...(await this.json<RejectedFile[]>(`${prefix}${partKey(shard, 'rejected')}`)))
    return all.sort((a, b) => (a.path < b.path ? -1 : 1))
  }

  /** `images.jsonl`, the same by class, and the offsets of the lines of both: a page is two range reads, however many images. */
  private async putLists(
    row: DatasetRow,
    shards: ShardRow[],
    firstImages: Map<number, number>,
    folder: string,
    signal: AbortSignal,
  ) {
    const prefix = datasetPrefix(row)
    const images = new HashedFile(join(folder, IMAGES))
    const byClass = new HashedFile(join(folder, IMAGES_BY_CLASS))
    const total = shards.reduce((sum, { count }) => sum + count, 0)
    const offsets = { lines: new BigUint64Array(total + 1), classLines: new BigUint64Array(total + 1) }
    const kept: PerSplit<number[]> = { train: [], val: [], test: [] }
    const described = new FindingsOf(total, row)
    let grouped = 0
    for (const split of SPLITS) {
      const ofClass: string[][] = row.classes.map(() => [])
      for (const shard of shards.filter(own => own.split === split)) {
        signal.throwIfAborted()
        const plan = await this.json<Labelled[]>(`${prefix}${partKey(shard, 'plan')}`)
        const made = (await this.objects.get(`${prefix}${partKey(shard, 'images')}`, PART_BYTES)).toString()
        for (const line of linesOfShard(shard, plan, made, firstImages.get(shard.number) ?? 0)) {
          const { n, path, label, shard: index, row: at } = line
          // Whoever waits for an answer of this process is not kept waiting by a million lines.
          if (n % LINES_A_SLICE === 0) await setImmediate()
          if (isDescribed(line)) described.add(line)
          images.line(JSON.stringify(line))
          offsets.lines[n + 1] = BigInt(images.bytes)
          ofClass[label]?.push(JSON.stringify({ n, path, label, split, shard: index, row: at }))
        }
      }
      kept[split] = ofClass.map(({ length }) => length)
      for (const line of ofClass.flat()) {
        if (grouped % LINES_A_SLICE === 0) await setImmediate()
        byClass.line(line)
        grouped += 1
        offsets.classLines[grouped] = BigInt(byClass.bytes)
      }
    }
    const hashes = { hash: images.close(), bytes: images.bytes }
    byClass.close()
    await this.objects.putFile(`${prefix}${IMAGES}`, images.path, images.bytes)
    await this.objects.putFile(`${prefix}${IMAGES_BY_CLASS}`, byClass.path, byClass.bytes)
    const shape = [total + 1]
    const tensors = (['lines', 'classLines'] as const).map(name => ({
      name,
      dtype: 'U64' as const,
      shape,
      data: offsets[name],
    }))
    await this.put(`${prefix}${INDEX}`, encodeSafetensors(tensors))
    return { kept, images: hashes, described, lines: { path: images.path, offsets: offsets.lines } }
  }

  private async putMean(row: DatasetRow, shards: ShardRow[], signal: AbortSignal) {
    const prefix = datasetPrefix(row)
    const shape = [row.height, row.width, row.channels]
    const total = new Float64Array(row.height * row.width * row.channels)
    let count = 0
    for (const shard of shards.filter(({ split }) => split === 'train')) {
      signal.throwIfAborted()
      addSums(total, await this.objects.get(`${prefix}${partKey(shard, 'sums')}`, PART_BYTES))
      count += shard.count
    }
    const mean: Mean = meanOf(total, count, row.channels)
    await this.put(`${prefix}${MEAN_PICTURE}`, await this.pixels.png(row, mean.picture), 'image/png')
    const file = encodeSafetensors([{ name: 'mean', dtype: 'F32', shape, data: mean.image }])
    const object = await this.put(`${prefix}${MEAN}`, file)
    return { object: { ...object, pixel: mean.pixel } }
  }

  /** What stays when the parts are gone. */
  private async diskBytes(prefix: string): Promise<number> {
    let sum = 0
    for await (const { key, bytes } of this.objects.list(prefix)) if (!key.startsWith(`${prefix}${PARTS}`)) sum += bytes
    return sum
  }

  private async put(key: string, body: Buffer | string, type?: string): Promise<ObjectHash> {
    const bytes = Buffer.byteLength(body)
    const guessed = typeof body === 'string' ? 'application/json' : 'application/octet-stream'
    await this.objects.put(key, body, type ?? guessed)
    return { hash: `sha256:${createHash('sha256').update(body).digest('hex')}`, bytes }
  }

  private async json<T>(key: string): Promise<T> {
    const text = (await this.objects.get(key, PART_BYTES)).toString()
    try {
      return JSON.parse(text) as T
    } catch (error) {
      throw new AppError('internal', `The object ${key} is not JSON.`, '', { cause: error })
    }
  }
}

function numberImages(shards: ShardRow[]): Map<number, number> {
  const first = new Map<number, number>()
  let next = 0
  for (const { number, count } of shards) {
    first.set(number, next)
    next += count
  }
  return first
}
