import { join } from 'node:path'
import { AppError, ObjectStore } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { v7 } from 'uuid'
import { CONFIG, type Config } from '../config.js'
import type { DatasetRow } from '../datasets/dataset.entity.js'
import { datasetPrefix } from '../datasets/dataset.mapper.js'
import { ClassFolders } from '../sources/class-folders.service.js'
import { DataRoots } from '../sources/data-roots.service.js'
import { BuildsRepository } from './builds.repository.js'
import { HashedFile } from './hashed-file.client.js'
import { partKey, SCAN_REJECTED, sourceKey } from './keys.js'
import { REJECTED_IN_ROW } from './report.js'
import { planShards } from './shard-plan.js'
import { dealSplits, type Labelled, type PerSplit, SPLITS } from './split.js'
import { WorkFolder } from './work-folder.service.js'

/** First step: lists the folder, deals the images over splits and shards, and writes down the plan of each shard. */
@Injectable()
export class Scan {
  constructor(
    private readonly repository: BuildsRepository,
    private readonly roots: DataRoots,
    private readonly folders: ClassFolders,
    private readonly objects: ObjectStore,
    private readonly work: WorkFolder,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async perform(row: DatasetRow, signal: AbortSignal): Promise<void> {
    const place = await this.roots.resolve(row.folder)
    if ('code' in place) throw new AppError('invalid', place.message, place.remedy)
    const classes = await this.folders.check(place)
    if (!Array.isArray(classes)) throw new AppError('invalid', classes.message, classes.remedy)
    const { byClass, rejected } = await this.folders.list(place, classes, signal)
    const source = await this.putListing(row, classes, byClass, rejected)
    const share = { validationPercent: row.validation_percent, testPercent: row.test_percent }
    const lists = dealSplits(byClass, share, Number(row.seed))
    const sizes = { train: lists.train.length, val: lists.val.length, test: lists.test.length }
    const rowBytes = row.height * row.width * row.channels
    const shards = planShards(sizes, rowBytes, this.config.FOVEA_SHARD_BYTES)
    for (const shard of shards) {
      signal.throwIfAborted()
      const images = lists[shard.split].slice(shard.start, shard.end)
      await this.put(`${datasetPrefix(row)}${partKey(shard, 'plan')}`, JSON.stringify(images))
    }
    await this.put(`${datasetPrefix(row)}${SCAN_REJECTED}`, JSON.stringify(rejected))
    signal.throwIfAborted()
    await this.repository.startBuilding(row, {
      classes,
      counts: countsOf(lists, classes.length),
      filesTotal: sizes.train + sizes.val + sizes.test,
      rejected: rejected.slice(0, REJECTED_IN_ROW),
      rejectedCount: rejected.length,
      source,
      shards,
    })
  }

  /** The source: what the folder held, kept as one immutable object. */
  private putListing(
    { project, folder: place }: DatasetRow,
    classes: string[],
    byClass: string[][],
    rejected: { path: string; reason: string }[],
  ) {
    return this.work.use(async folder => {
      const file = new HashedFile(join(folder, 'files.jsonl'))
      byClass.forEach((paths, label) => {
        for (const path of paths) file.line(JSON.stringify({ path, class: classes[label] }))
      })
      for (const line of rejected) file.line(JSON.stringify(line))
      const sha256 = file.close()
      const known = await this.repository.sourceOf(project, place, sha256)
      const id = known ?? v7()
      if (!known) await this.objects.putFile(sourceKey(project, id), file.path, file.bytes)
      return { id, sha256, isNew: !known }
    })
  }

  private put(key: string, body: string): Promise<void> {
    return this.objects.put(key, body, 'application/json')
  }
}

export function countsOf(lists: PerSplit<Labelled[]>, classes: number): PerSplit<number[]> {
  const counts = { train: [] as number[], val: [] as number[], test: [] as number[] }
  for (const split of SPLITS) {
    const perClass = new Array<number>(classes).fill(0)
    for (const { label } of lists[split]) perClass[label] = (perClass[label] ?? 0) + 1
    counts[split] = perClass
  }
  return counts
}
