import type { Refusal } from '@fovea/proto/common/v1/common'
import {
  type PreviewSourceRequest,
  type PreviewSourceResponse,
  type Recipe,
  Resize,
  type Source,
} from '@fovea/proto/datasets/v1/datasets'
import { AppError, ObjectStore } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { sourceKey } from '../builds/keys.js'
import { checkRecipe } from '../datasets/check-request.js'
import { resizeMode } from '../datasets/dataset.mapper.js'
import { DatasetsRepository } from '../datasets/datasets.repository.js'
import { refusal } from '../datasets/refusals.js'
import { isUuid } from '../datasets/uuid.js'
import { type PixelRecipe, Pixels } from '../pixels/pixels.client.js'
import { ClassFolders } from './class-folders.service.js'
import { DataRoots } from './data-roots.service.js'
import { readListing } from './listing.js'
import { inPlace, type Place } from './origin.js'
import { SourcesRepository } from './sources.repository.js'

const IMAGES = 9
const MODES = [Resize.SQUASH, Resize.CROP, Resize.FILL, Resize.HALF_CROP]
/** A preview is looked at small. */
const LARGEST_SIDE = 96
const START_BYTES = 2 ** 16
const LONGEST_WAIT_MS = 60_000

/** A few images of a source as each way to resize makes them, before anything is built. */
@Injectable()
export class Previews {
  constructor(
    private readonly roots: DataRoots,
    private readonly folders: ClassFolders,
    private readonly datasets: DatasetsRepository,
    private readonly sources: SourcesRepository,
    private readonly objects: ObjectStore,
    private readonly pixels: Pixels,
  ) {}

  async of({ project, source, recipe }: PreviewSourceRequest): Promise<PreviewSourceResponse> {
    if (!recipe) throw new AppError('invalid', 'The request has no recipe.')
    const refused = checkRecipe(recipe)
    const found = refused ?? (await this.some(project, source))
    if ('code' in found) return { images: [], refusal: found }
    const { place, paths } = found
    const whole = paths.map(path => inPlace(place, path))
    const signal = AbortSignal.timeout(LONGEST_WAIT_MS)
    const rows = await Promise.all(
      MODES.map(mode => this.pixels.preview({ recipe: small(recipe, mode), root: place.root, paths: whole }, signal)),
    )
    const images = paths.flatMap((path, n) => {
      const modes = rows.flatMap(row => (row[n] && 'png' in row[n] ? [row[n].png] : []))
      return modes.length === MODES.length ? [{ path, modes }] : []
    })
    return { images, refusal: undefined }
  }

  /** Images of a source whose files lie in place. */
  private async some(
    project: string,
    source: Source | undefined,
  ): Promise<{ place: Place; paths: string[] } | Refusal> {
    const { from } = source ?? {}
    if (from?.$case === 'folder') {
      const place = await this.roots.resolve(from.value.folder.trim())
      return 'code' in place ? place : { place, paths: await this.folders.some(place, IMAGES) }
    }
    const dataset = from?.$case === 'dataset' && isUuid(from.value.dataset) ? from.value.dataset : undefined
    const row = dataset && (await this.datasets.get(project, dataset))
    const known = row && row.source !== null ? await this.sources.get(project, row.source) : undefined
    if (known?.bytes.kind !== 'place') {
      return refusal(
        'no-preview',
        '',
        'There is no preview of this source.',
        'Its images are seen when the dataset is built.',
      )
    }
    const { bytes, classes, id } = known
    const start = await this.start(sourceKey(project, id))
    const { images } = readListing(start.slice(0, start.lastIndexOf('\n')), classes, bytes)
    return { place: bytes, paths: images.slice(0, IMAGES).map(({ path }) => path) }
  }

  private async start(key: string): Promise<string> {
    const chunks: Buffer[] = []
    for await (const chunk of await this.objects.getRange(key, 0, START_BYTES)) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks).toString()
  }
}

/** The recipe in the proportions of its images, not larger than is looked at. */
function small({ height, width, channels, mirror }: Recipe, mode: Resize): PixelRecipe {
  const by = Math.min(1, LARGEST_SIDE / Math.max(height, width))
  const size = { height: Math.max(1, Math.round(height * by)), width: Math.max(1, Math.round(width * by)) }
  return { ...size, channels, mirror, resize: resizeMode(mode) ?? 'squash' }
}
