import type { Dirent } from 'node:fs'
import { readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { Refusal } from '@fovea/proto/common/v1/common'
import { messageOf } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { quoted, refusal } from '../datasets/refusals.js'
import { isHidden, isImageName, isReadableName } from './file-names.js'
import { followLink } from './links.client.js'
import { Rejections, type SourceImage } from './listing.js'
import { inPlace, type Place } from './origin.js'

/** One file met on the walk, by its path below the dataset's folder; `rejected` says why it is no image of the set. */
export interface Found {
  path: string
  rejected?: string
}

/** Deeper nesting is a mistake, or a loop of mounts. */
const DEEPEST = 32

/** Reads a folder whose sub-folders are the classes. Hidden files and folders are passed over. */
@Injectable()
export class ClassFolders {
  /** The classes, sorted; or what is wrong with the folder. Looks at each class only until it has found one image. */
  async check(place: Place): Promise<string[] | Refusal> {
    const refuse = (code: string, message: string, remedy: string, names: string[]) =>
      refusal(code, 'folder', message, remedy, names)
    const names = await this.classes(place)
    if (names.length < 2) {
      const found = names.length === 1 ? `only one, ${quoted(names)}` : 'none'
      const message = `A dataset needs at least two classes, each a sub-folder; ${place.folder} has ${found}.`
      const remedy = 'Choose the folder above the class folders, or add a sub-folder for every other class.'
      return refuse('one-class', message, remedy, names)
    }
    const empty: string[] = []
    for (const name of names) if (!(await this.hasImage(place, name))) empty.push(name)
    if (empty.length === 0) return names
    const message = `There is no image file in ${empty.length === 1 ? 'the class' : 'the classes'} ${quoted(empty)}.`
    const remedy = 'Put images there (PNG, JPEG, BMP, PPM, GIF, WebP, TIFF, JPEG 2000 or AVIF), or remove the folder.'
    return refuse('empty-class', message, remedy, empty)
  }

  /** Every image of the classes, and of the folders that are splits of their own. */
  async list(place: Place, classes: string[], more: { val?: string; test?: string }, signal: AbortSignal) {
    const images: SourceImage[] = []
    const rejections = new Rejections()
    for (const [label, name] of classes.entries()) await this.add({ place, name, label }, images, rejections, signal)
    for (const split of ['val', 'test'] as const) {
      const folder = more[split]
      if (folder === undefined) continue
      const own = { root: place.root, folder }
      for (const name of await this.classes(own)) {
        const label = classes.indexOf(name)
        if (label < 0) rejections.add(inPlace(own, name), 'there is no such class in the training folder')
        else await this.add({ place: own, name, label, split }, images, rejections, signal)
      }
    }
    return { images, rejected: rejections.all }
  }

  /** The first few images of a folder's classes, in turn. */
  async some(place: Place, count: number): Promise<string[]> {
    const walks = (await this.classes(place)).slice(0, count).map(name => this.walk(place, name))
    const paths: string[] = []
    for (let open = walks; open.length > 0 && paths.length < count; ) {
      const found = await Promise.all(open.map(nextImage))
      open = open.filter((_, n) => found[n] !== undefined)
      paths.push(...found.filter(path => path !== undefined))
    }
    return paths.slice(0, count)
  }

  /** Images of one class; those of a split of its own by their whole path. */
  private async add(
    { place, name, label, split }: { place: Place; name: string; label: number; split?: 'val' | 'test' },
    images: SourceImage[],
    rejections: Rejections,
    signal: AbortSignal,
  ): Promise<void> {
    for await (const { path, rejected } of this.walk(place, name)) {
      signal.throwIfAborted()
      const shown = split ? inPlace(place, path) : path
      if (rejected === undefined) images.push({ path: shown, label, ...(split && { split }) })
      else rejections.add(shown, rejected)
    }
  }

  private async classes({ folder, root }: Place): Promise<string[]> {
    const entries = await readdir(folder, { withFileTypes: true })
    const names: string[] = []
    for (const entry of entries) {
      if (isHidden(entry.name) || !isReadableName(entry.name)) continue
      if (entry.isDirectory()) names.push(entry.name)
      else if (entry.isSymbolicLink()) {
        const target = await followLink(join(folder, entry.name), root)
        if (target.kind === 'folder') names.push(entry.name)
      }
    }
    return names.sort()
  }

  private async hasImage(place: Place, name: string): Promise<boolean> {
    for await (const { rejected } of this.walk(place, name)) if (rejected === undefined) return true
    return false
  }

  private async *walk({ folder, root }: Place, top: string): AsyncGenerator<Found> {
    const seen = new Set<string>()
    const waiting = [top]
    while (waiting.length > 0) {
      const at = waiting.pop() as string
      const real = await realpath(join(folder, at)).catch(() => undefined)
      // A link may lead to a folder that the walk meets by itself too, or back to one above.
      if (real === undefined || seen.has(real)) continue
      seen.add(real)
      const entries = await this.entries(real)
      if (typeof entries === 'string') {
        yield { path: at, rejected: entries }
        continue
      }
      const folders: string[] = []
      for (const entry of entries) {
        const path = `${at}/${entry.name}`
        const kind = await this.kindOf(entry, join(folder, path), root)
        if (kind === 'folder') folders.push(path)
        else if (kind === 'file') yield { path }
        else if (kind !== 'nothing') yield { path, rejected: kind }
      }
      if (at.split('/').length >= DEEPEST && folders.length > 0) {
        yield { path: at, rejected: `folders nested deeper than ${DEEPEST} are not read` }
      } else waiting.push(...folders.reverse())
    }
  }

  private async entries(folder: string): Promise<Dirent[] | string> {
    try {
      const entries = await readdir(folder, { withFileTypes: true })
      return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
    } catch (error) {
      return `the folder cannot be read: ${messageOf(error)}`
    }
  }

  /** `folder`, `file` (an image by its name), `nothing` to be said, or the reason why it is rejected. */
  private async kindOf(entry: Dirent, path: string, root: string): Promise<string> {
    if (isHidden(entry.name)) return 'nothing'
    if (!isReadableName(entry.name)) return 'its name is not valid UTF-8'
    if (entry.isDirectory()) return 'folder'
    const target = entry.isSymbolicLink() ? await followLink(path, root) : { kind: entry.isFile() ? 'file' : 'other' }
    if (target.kind === 'folder') return 'folder'
    if (target.kind === 'other') return 'not a file'
    if (target.kind !== 'file') return target.kind
    return isImageName(entry.name) ? 'file' : 'not an image file name'
  }
}

/** Undefined when the walk has no more. */
async function nextImage(walk: AsyncGenerator<Found>): Promise<string | undefined> {
  for (;;) {
    const { value, done } = await walk.next()
    if (done) return undefined
    if (value.rejected === undefined) return value.path
  }
}
