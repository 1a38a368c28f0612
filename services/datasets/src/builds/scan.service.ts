import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { AppError, ObjectStore } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { v7 } from 'uuid'
import { CONFIG, type Config } from '../config.js'
import type { DatasetRow } from '../datasets/dataset.entity.js'
import { datasetPrefix } from '../datasets/dataset.mapper.js'
import { type Listing, listingLines } from '../sources/listing.js'
import { SourcesRepository } from '../sources/sources.repository.js'
import { Sources } from '../sources/sources.service.js'
import { BuildsRepository } from './builds.repository.js'
import { chooseClasses } from './choose-classes.js'
import { type Dealing, dealImages } from './deal.js'
import { HashedFile } from './hashed-file.client.js'
import { partKey, SCAN_REJECTED, sourceKey } from './keys.js'
import { REJECTED_IN_ROW } from './report.js'
import { planShards } from './shard-plan.js'
import { type Labelled, type PerSplit, SPLITS } from './split.js'
import { WorkFolder } from './work-folder.service.js'

/** First step: lists the source, deals the images over splits and shards, and writes down the plan of each shard. */
@Injectable()
export class Scan {
  constructor(
    private readonly repository: BuildsRepository,
    private readonly sources: Sources,
    private readonly rows: SourcesRepository,
    private readonly objects: ObjectStore,
    private readonly work: WorkFolder,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async perform(row: DatasetRow, signal: AbortSignal): Promise<void> {
    const listing = await this.sources.list(row, signal)
    signal.throwIfAborted()
    const source = await this.putListing(row, listing)
    const chosen = chooseClasses(listing.classes, { chosen: row.chosen_classes, merged: row.merged_classes })
    if (!Array.isArray(chosen)) throw new AppError('invalid', chosen.message, chosen.remedy)
    const how = dealingOf(row, listing)
    const { lists, classes, left } = dealImages(listing.images, chosen, how)
    if (classes.length < 2) {
      const message = `Only ${classes.length} of the classes has the ${how.least} images that the recipe asks for.`
      throw new AppError('invalid', message, 'Ask for fewer images per class.')
    }
    const few = left.map(({ name, count }) => ({
      path: name,
      reason: `the class is left out: it has ${count} images to train from, fewer than ${how.least}`,
    }))
    const rejected = [...listing.rejected, ...few]
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
      share: how.share,
      shards,
    })
  }

  /** The source: what was listed, kept as one immutable object; the same listing of the same place is one source. */
  private putListing({ project, folder: place, source }: DatasetRow, listing: Listing) {
    if (source !== null) return { id: source }
    return this.work.use(async folder => {
      const file = new HashedFile(join(folder, 'files.jsonl'))
      for (const line of listingLines(listing)) file.line(line)
      const { classes, bytes } = listing
      const written = file.close()
      const sha256 = bytes.kind === 'place' ? written : hashOf(`${written} ${JSON.stringify(bytes)}`)
      const known = await this.rows.find(project, place, sha256)
      const id = known ?? v7()
      if (!known) await this.objects.putFile(sourceKey(project, id), file.path, file.bytes)
      return { id, sha256, isNew: !known, classes, bytes }
    })
  }

  private put(key: string, body: string): Promise<void> {
    return this.objects.put(key, body, 'application/json')
  }
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

/** The recipe's way to deal, with nothing dealt into a split that the source gives by itself. */
function dealingOf(row: DatasetRow, { images }: Listing): Dealing {
  const { origin } = row
  const dealsAnew = origin.kind === 'dataset' && origin.dealsAnew
  const given = dealsAnew ? new Set() : new Set(images.map(({ split }) => split))
  return {
    share: {
      validationPercent: given.has('val') ? 0 : row.validation_percent,
      testPercent: given.has('test') ? 0 : row.test_percent,
    },
    seed: Number(row.seed),
    least: row.min_per_class,
    most: row.max_per_class,
    keepsOrder: origin.kind === 'lists' && origin.keepsOrder,
    dealsAnew,
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
