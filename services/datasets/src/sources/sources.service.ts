import type { Refusal } from '@fovea/proto/common/v1/common'
import type { CreateDatasetRequest, FolderSource, Source } from '@fovea/proto/datasets/v1/datasets'
import { AppError, ObjectStore } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { sourceKey } from '../builds/keys.js'
import type { DatasetRow } from '../datasets/dataset.entity.js'
import { datasetPrefix } from '../datasets/dataset.mapper.js'
import { DatasetsRepository } from '../datasets/datasets.repository.js'
import { refusal } from '../datasets/refusals.js'
import { isUuid } from '../datasets/uuid.js'
import { layOut } from './archive-layout.js'
import { BucketSources } from './bucket-source.service.js'
import { ClassFolders } from './class-folders.service.js'
import { DataRoots } from './data-roots.service.js'
import { type Listing, readListing } from './listing.js'
import type { Origin, Packed, Place } from './origin.js'
import { archiveAt, piecesOf } from './packed.client.js'
import { SourceFiles } from './source-files.service.js'
import { SourcesRepository } from './sources.repository.js'
import { TextLists } from './text-lists.service.js'
import { Uploads } from './uploads.service.js'

/** A source that can be built from, as far as that is known before it is read. */
export interface Checked {
  origin: Origin
  /** Empty where they are known only when it has been read. */
  classes: string[]
  /** A root of '' and what to call it, where it does not lie in a folder. */
  place: Place
  /** Splits that the source gives by itself. */
  given: { validation: boolean; test: boolean }
  /** Held from now on. */
  source?: string
  upload?: string
  /** With which it is read, sealed. */
  keys?: Buffer
}

/** Known only when it is read. */
const NONE = { validation: false, test: false }
const LONGEST_LISTING_BYTES = 400 * 2 ** 20

/** One way from whatever people bring to a labelled listing; all that follows is the same. */
@Injectable()
export class Sources {
  constructor(
    private readonly roots: DataRoots,
    private readonly folders: ClassFolders,
    private readonly lists: TextLists,
    private readonly datasets: DatasetsRepository,
    private readonly repository: SourcesRepository,
    private readonly uploads: Uploads,
    private readonly files: SourceFiles,
    private readonly buckets: BucketSources,
    private readonly objects: ObjectStore,
  ) {}

  /** What is asked for as a dataset's source; `id` is the dataset's. */
  async check(
    request: Pick<CreateDatasetRequest, 'project' | 'folder' | 'source'>,
    id: string,
  ): Promise<Checked | Refusal> {
    const { project } = request
    const from = sourceOf(request).from
    switch (from?.$case) {
      case 'folder':
        return this.checkFolder(from.value)
      case 'lists': {
        const checked = await this.lists.check(from.value, datasetPrefix({ project, id }))
        if ('code' in checked) return checked
        const { validation, test } = checked.origin
        return { ...checked, given: { validation: validation !== undefined, test: test !== undefined } }
      }
      case 'dataset':
        return this.checkDataset(project, from.value)
      case 'archive':
        return this.checkArchive(from.value.path)
      case 'upload':
        return this.checkUpload(project, from.value.upload)
      case 's3': {
        const checked = await this.buckets.check(from.value, { project, id })
        if ('code' in checked) return checked
        return { ...checked, classes: [], place: { root: '', folder: from.value.url.trim() }, given: NONE }
      }
      default:
        return refusal(
          'source-missing',
          'source',
          'No source is given.',
          'Name a folder, lists, an archive, a bucket or a dataset.',
        )
    }
  }

  /** Removes what `check` has kept for a dataset that is not made after all. */
  forget(project: string, id: string): Promise<void> {
    return this.objects.removePrefix(datasetPrefix({ project, id }))
  }

  /** What the source of a dataset holds, now. */
  async list(row: DatasetRow, signal: AbortSignal): Promise<Listing> {
    const { origin, project, root, folder } = row
    switch (origin.kind) {
      case 'folder': {
        const place = await this.open(origin.folder)
        const names = await this.folders.check(place)
        if (!Array.isArray(names)) throw new AppError('invalid', names.message, names.remedy)
        for (const own of [origin.validation, origin.test]) if (own) await this.open(own)
        const more = { ...(origin.validation && { val: origin.validation }), ...(origin.test && { test: origin.test }) }
        const at = { root, folder: place.folder }
        const { images, rejected } = await this.folders.list(at, names, more, signal)
        return { classes: names, images, rejected, bytes: { kind: 'place', ...at } }
      }
      case 'lists':
        return this.lists.list(row, origin, { root, folder }, signal)
      case 'dataset':
        return this.listed(project, origin.source)
      case 's3':
        return this.buckets.list(row, origin, signal)
      case 'archive': {
        const at = await this.roots.resolve(origin.path, { kind: 'file', field: '' })
        if ('code' in at) throw new AppError('invalid', at.message, at.remedy)
        return this.unpacked(project, await archiveAt(at.folder), signal)
      }
      case 'upload': {
        const upload = await this.uploads.complete(project, origin.upload)
        if ('code' in upload) throw new AppError('invalid', upload.message, upload.remedy)
        return this.unpacked(project, piecesOf(upload), signal)
      }
    }
  }

  /** A source as it was read before. */
  private async listed(project: string, id: string): Promise<Listing> {
    const source = await this.repository.get(project, id)
    if (!source) throw new AppError('invalid', 'The source of this dataset is gone.', 'Build it from its folder again.')
    const text = (await this.objects.get(sourceKey(project, id), LONGEST_LISTING_BYTES)).toString()
    return readListing(text, source.classes, source.bytes)
  }

  private async checkFolder(given: FolderSource): Promise<Checked | Refusal> {
    const folder = await this.roots.resolve(given.folder.trim(), { kind: 'folder', field: 'folder' })
    if ('code' in folder) return folder
    const classes = await this.folders.check(folder)
    if (!Array.isArray(classes)) return classes
    const origin: Origin = { kind: 'folder', folder: folder.folder }
    const all = [folder.folder]
    for (const [name, typed] of [
      ['validation', given.validationFolder],
      ['test', given.testFolder],
    ] as const) {
      if (typed.trim() === '') continue
      const field = `${name}Folder`
      const own = await this.roots.resolve(typed.trim(), { kind: 'folder', field })
      if ('code' in own) return own
      if ((await this.folders.some(own, 1)).length === 0) {
        const message = `There is no image in a sub-folder of ${own.folder}.`
        return refusal('empty-class', field, message, 'Choose the folder that holds one sub-folder a class.')
      }
      origin[name] = own.folder
      all.push(own.folder)
    }
    const root = await this.roots.common(all)
    if (root === undefined) {
      const message = `The folders ${all.join(' and ')} lie below different data roots.`
      return refusal('several-roots', 'folder', message, 'Put them below one data root.', all)
    }
    const given_ = { validation: origin.validation !== undefined, test: origin.test !== undefined }
    return { origin, classes, place: { root, folder: folder.folder }, given: given_ }
  }

  private async checkDataset(project: string, { dataset, dealsAnew }: { dataset: string; dealsAnew: boolean }) {
    const field = 'source.dataset.dataset'
    const row = isUuid(dataset) ? await this.datasets.get(project, dataset) : undefined
    if (!row) return refusal('not-found', field, 'There is no such dataset.', 'Choose one of the list.')
    const source = row.source === null ? undefined : await this.repository.get(project, row.source)
    if (!source) {
      const message = `The dataset "${row.name}" has not been read yet (it is ${row.state.toLowerCase()}).`
      return refusal('not-usable', field, message, 'Wait until its images are listed, then try again.')
    }
    const origin: Origin = { kind: 'dataset', dataset, name: row.name, source: source.id, dealsAnew }
    return {
      origin,
      classes: source.classes,
      place: { root: row.root, folder: row.folder },
      given: NONE,
      source: source.id,
      ...(row.upload !== null && { upload: row.upload }),
    }
  }

  private async checkArchive(path: string): Promise<Checked | Refusal> {
    const at = await this.roots.resolve(path.trim(), { kind: 'file', field: 'source.archive.path' })
    if ('code' in at) return at
    const origin: Origin = { kind: 'archive', path: at.folder }
    return { origin, classes: [], place: { root: at.root, folder: at.folder }, given: NONE }
  }

  private async checkUpload(project: string, id: string): Promise<Checked | Refusal> {
    const upload = await this.uploads.complete(project, id)
    if ('code' in upload) return upload
    const origin: Origin = { kind: 'upload', upload: upload.id, name: upload.name }
    return { origin, classes: [], place: { root: '', folder: upload.name }, given: NONE, upload: upload.id }
  }

  private unpacked(project: string, bytes: Packed, signal: AbortSignal): Promise<Listing> {
    return this.files.useUnpacked(project, bytes, signal, async ({ unpacking }) => {
      const { classes, images, rejected } = layOut(unpacking.files)
      if (classes.length < 2) {
        const found = classes.length === 1 ? `only one, "${classes[0]}"` : 'none'
        const message = `A dataset needs at least two classes, each a folder of images; the archive has ${found}.`
        throw new AppError('invalid', message, 'Pack the folder above the class folders.')
      }
      return { classes, images, rejected: [...unpacking.rejections.all, ...rejected], bytes }
    })
  }

  private async open(folder: string): Promise<Place> {
    const place = await this.roots.resolve(folder)
    if ('code' in place) throw new AppError('invalid', place.message, place.remedy)
    return place
  }
}

/** A folder alone may be given in short. */
function sourceOf({ source, folder }: Pick<CreateDatasetRequest, 'folder' | 'source'>): Source {
  return source ?? { from: { $case: 'folder', value: { folder, validationFolder: '', testFolder: '' } } }
}
