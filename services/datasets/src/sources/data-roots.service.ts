import { readdir, realpath, stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import type { Refusal } from '@fovea/proto/common/v1/common'
import { messageOf } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { CONFIG, type Config } from '../config.js'
import { refusal } from '../datasets/refusals.js'
import { hiddenPart, isBelow, isHidden, isReadableName } from './file-names.js'
import type { Place } from './origin.js'

const MOST_NAMES = 50
/** Files that a source is named by; images are not offered one by one. */
const LIST_OR_ARCHIVE = /\.(txt|csv|lst|list|zip|tar|tgz|tar\.gz)$/i

/** What is looked for, and in which field of the input. */
export interface Wanted {
  kind: 'folder' | 'file'
  field: string
}

const FOLDER: Wanted = { kind: 'folder', field: 'folder' }

/** The innermost root: one that somebody named is open even where it lies hidden below another. */
const rootAbove = (folders: string[], roots: string[]) =>
  roots.filter(root => folders.every(folder => isBelow(folder, root))).sort((a, b) => b.length - a.length)[0]

/** Folders of this machine that people may build datasets from: those below a data root, none hidden, links resolved first. */
@Injectable()
export class DataRoots {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** The real path of a folder (or file) and the root above it. */
  async resolve(typed: string, { kind, field }: Wanted = FOLDER): Promise<Place | Refusal> {
    const refuse = (code: string, message: string, remedy: string, names: string[] = []) =>
      refusal(code, field, message, remedy, names)
    if (this.config.FOVEA_DATA_ROOTS.length === 0) {
      const remedy = 'Whoever runs this platform can open a folder with --data-root (FOVEA_DATA_ROOTS).'
      return refuse('no-data-root', 'No folder of the server is open for datasets.', remedy)
    }
    const roots = await this.roots()
    const open = `Open to datasets: ${roots.join(', ')}.`
    if (!isAbsolute(typed)) {
      return refuse(`${kind}-missing`, `"${typed}" is not a whole path.`, `Type a path that begins with /. ${open}`)
    }
    const folder = await realpath(typed).catch(() => undefined)
    // What lies outside is not even said to exist or not.
    if (folder === undefined) {
      return refuse(`${kind}-missing`, `There is no ${kind} ${typed}.`, `Check how it is spelt. ${open}`)
    }
    const root = rootAbove([folder], roots)
    if (root === undefined) {
      const leads = folder === typed ? '' : ` It leads to ${folder}.`
      const remedy = `Move the images below one of the open folders, or have theirs opened with --data-root. ${open}`
      return refuse('outside-data-roots', `${typed} is outside the folders open to datasets.${leads}`, remedy, roots)
    }
    const hidden = hiddenPart(folder, root)
    if (hidden !== undefined) {
      const remedy = 'Rename it without the leading dot, or move the images elsewhere.'
      return refuse('hidden-folder', `${typed} is in the hidden folder "${hidden}", which is never read.`, remedy)
    }
    try {
      const status = await stat(folder)
      if (kind === 'folder' ? status.isDirectory() : status.isFile()) return { root, folder }
    } catch (error) {
      return refuse(`${kind}-missing`, `${typed} cannot be opened: ${messageOf(error)}.`, 'Check its permissions.')
    }
    return kind === 'folder'
      ? refuse('not-a-folder', `${typed} is a file.`, 'Choose the folder that holds one sub-folder a class.')
      : refuse('not-a-file', `${typed} is not a file.`, 'Choose a file.')
  }

  /** The innermost data root that all these folders lie below, for one source is read below one root. */
  async common(folders: string[]): Promise<string | undefined> {
    return rootAbove(folders, await this.roots())
  }

  /** Folders, and files where they are wanted, whose path goes on where `typed` ends. */
  async complete(typed: string, withFiles = false): Promise<{ paths: string[]; roots: string[] }> {
    const roots = await this.roots()
    const above = roots.filter(root => root.startsWith(typed) && root !== typed.replace(/\/+$/, ''))
    const at = typed.lastIndexOf('/')
    const below = at < 0 ? [] : await this.namesIn(typed.slice(0, at) || '/', typed.slice(at + 1), roots, withFiles)
    return { paths: [...new Set([...above, ...below])].slice(0, MOST_NAMES), roots }
  }

  private async namesIn(parent: string, start: string, roots: string[], withFiles: boolean): Promise<string[]> {
    const real = await realpath(parent).catch(() => undefined)
    const root = real && rootAbove([real], roots)
    if (!real || !root || hiddenPart(real, root) !== undefined) return []
    const entries = await readdir(real, { withFileTypes: true }).catch(() => [])
    const names = entries
      .filter(entry => entry.isDirectory() || (withFiles && entry.isFile() && LIST_OR_ARCHIVE.test(entry.name)))
      .filter(entry => !isHidden(entry.name) && isReadableName(entry.name))
      .map(entry => entry.name)
      .filter(name => name.startsWith(start))
    return names.sort().map(name => `${parent === '/' ? '' : parent}/${name}`)
  }

  /** Real paths; a root that is missing just now is left out. */
  private async roots(): Promise<string[]> {
    const found = await Promise.all(this.config.FOVEA_DATA_ROOTS.map(root => realpath(root).catch(() => undefined)))
    return [...new Set(found.filter(root => root !== undefined))]
  }
}
