import { lstat, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import type { Refusal } from '@fovea/proto/common/v1/common'
import type { ListSource, TextFile } from '@fovea/proto/datasets/v1/datasets'
import { AppError, linesOf, ObjectStore } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { refusal } from '../datasets/refusals.js'
import { DataRoots } from './data-roots.service.js'
import { hiddenPart, isBelow } from './file-names.js'
import { followLink } from './links.client.js'
import { isUrl, readLabels, readListLine } from './list-line.js'
import { type ListedImage, ListedImages } from './listed-images.service.js'
import { type Listing, Rejections } from './listing.js'
import type { ListFile, Origin, Place } from './origin.js'

type Lists = Extract<Origin, { kind: 'lists' }>
type Part = 'train' | 'validation' | 'test' | 'labels'

/** What is sent as text; longer lists lie on the server. */
const MOST_TEXT_BYTES = 1024 * 1024
const MOST_LIST_BYTES = 256 * MOST_TEXT_BYTES
const MOST_LABEL_BYTES = 4 * MOST_TEXT_BYTES
const MOST_LABELS = 100_000
/** Lines that are looked through for a preview. */
const MOST_PREVIEWED = 5000
/** Files looked at at once. */
const WIDTH = 32
const SPLITS = { train: undefined, validation: 'val', test: 'test' } as const

/** Lists of `path label-number` lines beside a file of labels, as DIGITS takes them. */
@Injectable()
export class TextLists {
  constructor(
    private readonly roots: DataRoots,
    private readonly objects: ObjectStore,
    private readonly images: ListedImages,
  ) {}

  /** The lists by their real paths (texts are kept below `prefix`) and the classes; or what is wrong with them. */
  async check(
    given: ListSource,
    prefix: string,
  ): Promise<{ origin: Lists; classes: string[]; place: Place } | Refusal> {
    const texts = [given.train, given.validation, given.test, given.labels].map(file =>
      file?.of?.$case === 'text' ? file.of.value : '',
    )
    const sent = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
    if (sent > MOST_TEXT_BYTES) {
      const message = `The lists have ${sent.toLocaleString('en')} bytes; at most ${MOST_TEXT_BYTES.toLocaleString('en')} are sent as text.`
      return refusal(
        'list-too-long',
        'source.lists.train',
        message,
        'Put the lists below a data root and give their paths.',
      )
    }
    const files: Partial<Record<Part, ListFile>> = {}
    const folders: string[] = []
    for (const part of ['train', 'validation', 'test', 'labels'] as const) {
      const file = await this.file(given[part], part, prefix)
      if (file && 'code' in file) return file
      if (!file && (part === 'train' || part === 'labels')) {
        const message = part === 'train' ? 'The training list is missing.' : 'The file of labels is missing.'
        return refusal('list-missing', `source.lists.${part}`, message, 'Give its path on the server, or its text.')
      }
      if (file) files[part] = file
      if (file && 'path' in file) folders.push(dirname(file.path))
    }
    const { train, labels } = files as { train: ListFile; labels: ListFile }
    const classes = await this.labels(labels)
    if ('code' in classes) return classes
    const images = await this.imageFolder(given.imageFolder.trim(), folders)
    if ('code' in images) return images
    const origin: Lists = {
      ...files,
      kind: 'lists',
      train,
      labels,
      imageFolder: images.folder,
      keepsOrder: given.keepsOrder,
    }
    return { origin, classes, place: images }
  }

  async list(
    dataset: { id: string; project: string },
    origin: Lists,
    place: Place,
    signal: AbortSignal,
  ): Promise<Listing> {
    const classes = await this.labelsNow(origin)
    const listed: ListedImage[] = []
    const rejections = new Rejections()
    let hasUrls = false
    for (const part of ['train', 'validation', 'test'] as const) {
      const list = origin[part]
      if (!list) continue
      const split = SPLITS[part]
      let number = 0
      let batch: Promise<void>[] = []
      for await (const line of linesOf(await this.open(list))) {
        signal.throwIfAborted()
        number += 1
        const at = `${part} list, line ${number}`
        const read = readListLine(line, classes.length, origin.imageFolder)
        if (!read) continue
        if ('fault' in read) {
          rejections.add(`${at}: ${line.slice(0, 200)}`, read.fault)
          continue
        }
        const image = { path: shown(read.path, place.folder), label: read.label, ...(split && { split }) }
        // A place is kept at once, so that the order is the list's.
        const slot = listed.push({ image, from: read.path, at }) - 1
        if (isUrl(read.path)) {
          hasUrls = true
          continue
        }
        batch.push(
          this.fault(read.path, place.root).then(fault => {
            if (!fault) return
            rejections.add(`${at}: ${read.path}`, fault)
            delete listed[slot]
          }),
        )
        if (batch.length < WIDTH) continue
        await Promise.all(batch)
        batch = []
      }
      await Promise.all(batch)
    }
    const there = listed.filter(one => one !== undefined)
    if (!hasUrls) {
      const images = there.map(({ image }) => image)
      return { classes, images, rejected: rejections.all, bytes: { kind: 'place', ...place } }
    }
    const kept = await this.images.keep(dataset, there, place, (path, reason) => rejections.add(path, reason), signal)
    return { classes, ...kept, rejected: rejections.all }
  }

  /** A few images of a training list, of each label in turn; or why there are none. */
  async some(given: ListSource, count: number): Promise<{ place: Place; paths: string[] } | Refusal> {
    const list = given.train?.of
    const isText = list?.$case === 'text'
    const at = isText
      ? undefined
      : await this.roots.resolve(list?.value.trim() ?? '', { kind: 'file', field: 'source.lists.train' })
    if (at && 'code' in at) return at
    const place = await this.imageFolder(given.imageFolder.trim(), at ? [dirname(at.folder)] : [])
    if ('code' in place) return place
    const text = at ? await this.open({ path: at.folder }) : Readable.from([Buffer.from(list?.value ?? '')])
    const byLabel = new Map<number, string[]>()
    let lines = 0
    for await (const line of linesOf(text)) {
      if (++lines > MOST_PREVIEWED) break
      const read = readListLine(line, Number.POSITIVE_INFINITY, place.folder)
      if (!read || 'fault' in read || isUrl(read.path)) continue
      const own = byLabel.get(read.label) ?? []
      if (own.length < count) byLabel.set(read.label, [...own, read.path])
    }
    const inTurn = Array.from({ length: count }, (_, n) => [...byLabel.values()].flatMap(own => own.slice(n, n + 1)))
    const there: string[] = []
    for (const path of inTurn.flat()) {
      if (there.length < count && !(await this.fault(path, place.root))) there.push(path)
    }
    return { place, paths: there }
  }

  private async file(given: TextFile | undefined, part: Part, prefix: string): Promise<ListFile | Refusal | undefined> {
    if (!given?.of || given.of.value.trim() === '') return undefined
    if (given.of.$case === 'text') {
      const kept = `${prefix}lists/${part}.txt`
      await this.objects.put(kept, given.of.value, 'text/plain')
      return { kept }
    }
    const field = `source.lists.${part}`
    const place = await this.roots.resolve(given.of.value.trim(), { kind: 'file', field })
    if ('code' in place) return place
    const { size } = await stat(place.folder)
    const most = part === 'labels' ? MOST_LABEL_BYTES : MOST_LIST_BYTES
    if (size <= most) return { path: place.folder }
    const message = `${place.folder} has ${size.toLocaleString('en')} bytes; at most ${most.toLocaleString('en')} are read.`
    return refusal('list-too-long', field, message, 'Split the list, or make its paths shorter with an image folder.')
  }

  private async labels(file: ListFile): Promise<string[] | Refusal> {
    const names = readLabels(await this.text(file))
    const field = 'source.lists.labels'
    const remedy = 'Write one label a line: line 1 names label 0.'
    if (!Array.isArray(names)) return refusal('bad-labels', field, `The labels cannot be used: ${names.fault}.`, remedy)
    if (names.length < 2) {
      return refusal(
        'one-class',
        field,
        `A dataset needs at least two classes; the labels name ${names.length}.`,
        remedy,
        names,
      )
    }
    if (names.length <= MOST_LABELS) return names
    const message = `There are ${names.length.toLocaleString('en')} labels; at most ${MOST_LABELS.toLocaleString('en')} are possible.`
    return refusal('bad-labels', field, message, remedy)
  }

  /** Where relative paths begin, and the data root of all that the lists may name; without an image folder, the folder of the lists. */
  private async imageFolder(typed: string, folders: string[]): Promise<Place | Refusal> {
    const field = 'source.lists.imageFolder'
    if (typed !== '') return this.roots.resolve(typed, { kind: 'folder', field })
    const [folder] = folders
    const root = folder && (await this.roots.common([folder]))
    if (folder && root) return { root, folder }
    const roots = (await this.roots.complete('')).roots
    if (roots[0] && roots.length === 1) return { root: roots[0], folder: roots[0] }
    const message = 'Lists that are sent as text need an image folder.'
    return refusal(
      'folder-missing',
      field,
      message,
      'Give the folder on the server where the paths of the lists begin.',
    )
  }

  private async open(list: ListFile): Promise<Readable> {
    if ('kept' in list) return Readable.from(await this.objects.get(list.kept))
    const place = await this.roots.resolve(list.path, { kind: 'file', field: '' })
    if ('code' in place) throw new AppError('invalid', place.message, place.remedy)
    return (await open(place.folder)).createReadStream()
  }

  /** Read again: a recipe may have chosen among them since. */
  private async labelsNow({ labels }: Lists): Promise<string[]> {
    const names = await this.labels(labels)
    if ('code' in names) throw new AppError('invalid', names.message, names.remedy)
    return names
  }

  private async text(file: ListFile): Promise<string> {
    const chunks: Buffer[] = []
    for await (const chunk of await this.open(file)) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks).toString()
  }

  /** Why the file of a line is not read, if so. */
  private async fault(path: string, root: string): Promise<string | undefined> {
    if (!isBelow(path, root)) return `it lies outside the data root ${root}`
    if (hiddenPart(path, root) !== undefined) return 'hidden files and folders are not read'
    const status = await lstat(path).catch(() => undefined)
    if (!status) return 'there is no such file'
    if (status.isFile()) return undefined
    if (!status.isSymbolicLink()) return 'not a file'
    const { kind } = await followLink(path, root)
    return kind === 'file' ? undefined : kind === 'folder' || kind === 'other' ? 'not a file' : kind
  }
}

const shown = (path: string, folder: string) => (path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path)
