import { join } from 'node:path'
import type { Refusal } from '@fovea/proto/common/v1/common'
import {
  type PreviewImage,
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
import { encodingName, resizeMode } from '../datasets/dataset.mapper.js'
import { DatasetsRepository } from '../datasets/datasets.repository.js'
import { refusal } from '../datasets/refusals.js'
import { isUuid } from '../datasets/uuid.js'
import { type PixelRecipe, Pixels } from '../pixels/pixels.client.js'
import { ClassFolders } from './class-folders.service.js'
import { DataRoots } from './data-roots.service.js'
import { readListing } from './listing.js'
import { inPlace, type Packed, type Place } from './origin.js'
import { archiveAt, piecesOf } from './packed.client.js'
import { SourceFiles } from './source-files.service.js'
import { SourcesRepository } from './sources.repository.js'
import { TextLists } from './text-lists.service.js'
import { Uploads } from './uploads.service.js'

const IMAGES = 9
const MODES = [Resize.SQUASH, Resize.CROP, Resize.FILL, Resize.HALF_CROP]
/** A preview is looked at small. */
const LARGEST_SIDE = 96
const START_BYTES = 2 ** 16
const LONGEST_WAIT_MS = 60_000
const LARGEST_ARCHIVE = 64 * 2 ** 20

/** Images below a root that the pixel program may open: what they are called, and where they are. */
interface Some {
  root: string
  images: { path: string; at: string }[]
}

/** A few images of a source as each way to resize makes them, before anything is built. */
@Injectable()
export class Previews {
  constructor(
    private readonly roots: DataRoots,
    private readonly folders: ClassFolders,
    private readonly lists: TextLists,
    private readonly uploads: Uploads,
    private readonly files: SourceFiles,
    private readonly datasets: DatasetsRepository,
    private readonly sources: SourcesRepository,
    private readonly objects: ObjectStore,
    private readonly pixels: Pixels,
  ) {}

  async of({ project, source, recipe }: PreviewSourceRequest): Promise<PreviewSourceResponse> {
    if (!recipe) throw new AppError('invalid', 'The request has no recipe.')
    const refused = checkRecipe(recipe)
    if (refused) return { images: [], refusal: refused }
    const signal = AbortSignal.timeout(LONGEST_WAIT_MS)
    const drawn = await this.some(project, source, signal, files => this.draw(files, recipe, signal))
    return 'code' in drawn ? { images: [], refusal: drawn } : { images: drawn, refusal: undefined }
  }

  private async draw({ root, images }: Some, recipe: Recipe, signal: AbortSignal): Promise<PreviewImage[]> {
    const paths = images.map(({ at }) => at)
    const rows = await Promise.all(
      MODES.map(mode => this.pixels.preview({ recipe: small(recipe, mode), root, paths }, signal)),
    )
    return images.flatMap(({ path }, n) => {
      const modes = rows.flatMap(row => (row[n] && 'png' in row[n] ? [row[n].png] : []))
      return modes.length === MODES.length ? [{ path, modes }] : []
    })
  }

  /** Runs `work` on a few images of a source, while they are there. */
  private async some(
    project: string,
    source: Source | undefined,
    signal: AbortSignal,
    work: (files: Some) => Promise<PreviewImage[]>,
  ): Promise<PreviewImage[] | Refusal> {
    const { from } = source ?? {}
    switch (from?.$case) {
      case 'folder': {
        const place = await this.roots.resolve(from.value.folder.trim())
        return 'code' in place ? place : work(inPlaces(place, await this.folders.some(place, IMAGES)))
      }
      case 'lists': {
        const found = await this.lists.some(from.value, IMAGES)
        return 'code' in found ? found : work(inPlaces(found.place, found.paths))
      }
      case 'archive': {
        const at = await this.roots.resolve(from.value.path.trim(), { kind: 'file', field: '' })
        return 'code' in at ? at : this.packed(project, await archiveAt(at.folder), signal, work)
      }
      case 'upload': {
        const upload = await this.uploads.complete(project, from.value.upload)
        return 'code' in upload ? upload : this.packed(project, piecesOf(upload), signal, work)
      }
    }
    const dataset = from?.$case === 'dataset' && isUuid(from.value.dataset) ? from.value.dataset : undefined
    const row = dataset && (await this.datasets.get(project, dataset))
    const known = row && row.source !== null ? await this.sources.get(project, row.source) : undefined
    if (!known) return none('Its images are seen when the dataset is built.')
    const { bytes, classes, id } = known
    if (bytes.kind !== 'place') return this.packed(project, bytes, signal, work)
    const start = await this.start(sourceKey(project, id))
    const { images } = readListing(start.slice(0, start.lastIndexOf('\n')), classes, bytes)
    return work(
      inPlaces(
        bytes,
        images.slice(0, IMAGES).map(({ path }) => path),
      ),
    )
  }

  /** Of a packed folder its first part; of an archive all, as long as it is small. */
  private async packed(
    project: string,
    bytes: Packed,
    signal: AbortSignal,
    work: (files: Some) => Promise<PreviewImage[]>,
  ): Promise<PreviewImage[] | Refusal> {
    const isParts = bytes.kind === 'pieces' && bytes.isTarParts
    if (!isParts && bytes.bytes > LARGEST_ARCHIVE)
      return none('It is too large to be looked into; its images are seen when the dataset is built.')
    const wanted = isParts ? { ...bytes, count: 1 } : bytes
    return this.files.useUnpacked(project, wanted, signal, ({ folder, unpacking }) => {
      const step = Math.max(1, Math.floor(unpacking.files.length / IMAGES))
      const some = unpacking.files.filter((_, n) => n % step === 0).slice(0, IMAGES)
      return work({ root: folder, images: some.map(({ path, file }) => ({ path, at: join(folder, file) })) })
    })
  }

  private async start(key: string): Promise<string> {
    const chunks: Buffer[] = []
    for await (const chunk of await this.objects.getRange(key, 0, START_BYTES)) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks).toString()
  }
}

/** The recipe in the proportions of its images, not larger than is looked at. */
function small({ height, width, channels, mirror, encoding, fastDecoding }: Recipe, mode: Resize): PixelRecipe {
  const by = Math.min(1, LARGEST_SIDE / Math.max(height, width))
  const size = { height: Math.max(1, Math.round(height * by)), width: Math.max(1, Math.round(width * by)) }
  const kept = { encoding: encodingName(encoding), fastDecoding }
  return { ...size, channels, mirror, ...kept, resize: resizeMode(mode) ?? 'squash' }
}

const inPlaces = (place: Place, paths: string[]): Some => ({
  root: place.root,
  images: paths.map(path => ({ path, at: inPlace(place, path) })),
})

const none = (why: string) => refusal('no-preview', '', 'There is no preview of this source.', why)
