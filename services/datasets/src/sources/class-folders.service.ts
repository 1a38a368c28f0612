import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Refusal } from '@fovea/proto/common/v1/common'
import type { RejectedFile } from '@fovea/proto/datasets/v1/datasets'
import { messageOf } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { quoted, refusal } from '../datasets/refusals.js'
import type { Place } from './data-roots.service.js'
import { hiddenPart, isBelow, isHidden, isImageName, isReadableName } from './file-names.js'

/** One file met on the walk, by its path below the dataset's folder; `rejected` says why it is no image of the set. */
export interface Found {
  path: string
  rejected?: string
}

export interface Listing {
  /** Paths of each class, in the order of the classes. */
  byClass: string[][]
  rejected: RejectedFile[]
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
    const remedy = 'Put images there (PNG, JPEG, BMP, PPM, PGM, GIF, WebP or TIFF), or remove the folder.'
    return refuse('empty-class', message, remedy, empty)
  }

  async list(place: Place, classes: string[], signal: AbortSignal): Promise<Listing> {
    const listing: Listing = { byClass: [], rejected: [] }
    for (const name of classes) {
      const paths: string[] = []
      for await (const { path, rejected } of this.walk(place, name)) {
        signal.throwIfAborted()
        if (rejected === undefined) paths.push(path)
        else listing.rejected.push({ path, reason: rejected })
      }
      listing.byClass.push(paths)
    }
    return listing
  }

  private async classes({ folder, root }: Place): Promise<string[]> {
    const entries = await readdir(folder, { withFileTypes: true })
    const names: string[] = []
    for (const entry of entries) {
      if (isHidden(entry.name) || !isReadableName(entry.name)) continue
      if (entry.isDirectory()) names.push(entry.name)
      else if (entry.isSymbolicLink()) {
        const target = await this.follow(join(folder, entry.name), root)
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
    const target = entry.isSymbolicLink() ? await this.follow(path, root) : { kind: entry.isFile() ? 'file' : 'other' }
    if (target.kind === 'folder') return 'folder'
    if (target.kind === 'other') return 'not a file'
    if (target.kind !== 'file') return target.kind
    return isImageName(entry.name) ? 'file' : 'not an image file name'
  }

  /** Links count as what they lead to, as long as that lies below the same data root. */
  private async follow(path: string, root: string): Promise<{ kind: string }> {
    try {
      const real = await realpath(path)
      if (!isBelow(real, root)) return { kind: 'its link leads outside the data root' }
      if (hiddenPart(real, root) !== undefined) return { kind: 'its link leads to a hidden folder or file' }
      const status = await stat(real)
      return { kind: status.isDirectory() ? 'folder' : status.isFile() ? 'file' : 'other' }
    } catch {
      return { kind: 'its link leads nowhere' }
    }
  }
}
