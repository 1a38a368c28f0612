import { realpath, stat } from 'node:fs/promises'
import { hiddenPart, isBelow } from './file-names.js'

/** `folder`, `file`, `other`, or the reason why a link is not followed: it counts as what it leads to, as long as that lies below the same data root. */
export async function followLink(path: string, root: string): Promise<{ kind: string }> {
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
