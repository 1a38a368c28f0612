import { isArchiveName } from '../source'
import type { Packable } from './pack'

export interface BroughtFile extends Packable {
  file: File
}

/** What somebody chose or dropped: a folder with all that lies in it, or an archive. */
export type Brought = { name: string; files: BroughtFile[] } | { archive: File }

const brought = (path: string, file: File): BroughtFile => ({ path, file, size: file.size, changed: file.lastModified })

/** Files chosen by a field, with the paths of the folder that was chosen. */
export function chosenIn(list: FileList): Brought | undefined {
  const files = [...list].map(file => brought(file.webkitRelativePath || file.name, file))
  return gathered(files)
}

/** What was dropped. The entries must be taken before anything is waited for: the browser forgets them. */
export async function droppedIn(transfer: DataTransfer): Promise<Brought | undefined> {
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry()).filter(entry => entry !== null)
  const files: BroughtFile[] = []
  for (const entry of entries) await walk(entry, files)
  return gathered(files)
}

function gathered(files: BroughtFile[]): Brought | undefined {
  const [only] = files
  if (!only) return undefined
  if (files.length === 1 && isArchiveName(only.path)) return { archive: only.file }
  const tops = new Set(files.map(({ path }) => path.split('/')[0] ?? ''))
  const [top = 'images'] = tops
  return { name: tops.size === 1 && only.path.includes('/') ? top : 'images', files }
}

async function walk(entry: FileSystemEntry, files: BroughtFile[]): Promise<void> {
  const path = entry.fullPath.replace(/^\/+/, '')
  if (entry.isFile) {
    const file = await new Promise<File>((found, fail) => (entry as FileSystemFileEntry).file(found, fail))
    files.push(brought(path, file))
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((found, fail) => reader.readEntries(found, fail))
    if (some.length === 0) return
    for (const one of some) await walk(one, files)
  }
}
