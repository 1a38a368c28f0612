import { isHidden, isImageName, isReadableName } from './file-names.js'

const FILES_PER_FOLDER = 1000
const DEEPEST = 32
const LONGEST_NAME = 1024
const CONTROL = /[\0]/

export type MemberKind = 'file' | 'folder' | 'link' | 'special' | 'encrypted'

/** The name of the nth file unpacked, whatever it was called. */
export const unpackedName = (number: number) => `${Math.floor(number / FILES_PER_FOLDER)}/${number}`

/** What a member of an archive is: its path, `undefined` when it is passed over, or why it is rejected. Nothing is written under its name. */
export function readMember(
  name: string,
  kind: MemberKind,
  bytes: number,
  most: number,
): { path: string } | { fault: string } | undefined {
  const path = name.replace(/^(\.\/)+/, '').replaceAll(/\/{2,}/g, '/')
  const parts = path.split('/')
  if (kind === 'folder' || path === '' || path.endsWith('/')) return undefined
  if (path.length > LONGEST_NAME) return { fault: `its name is longer than ${LONGEST_NAME} characters` }
  if (path.startsWith('/') || /^[a-z]:[\\/]/i.test(path)) return { fault: 'its path is whole, not below the archive' }
  if (parts.includes('..')) return { fault: 'its path climbs out of the archive' }
  if (path.includes('\\')) return { fault: 'its path holds a backslash' }
  if (CONTROL.test(path)) return { fault: 'its name holds a zero byte' }
  if (parts.some(isHidden) || parts[0] === '__MACOSX') return undefined
  if (kind === 'link') return { fault: 'links in archives are not followed' }
  if (kind === 'special') return { fault: 'not a file' }
  if (kind === 'encrypted') return { fault: 'encrypted' }
  if (!isReadableName(path)) return { fault: 'its name is not valid UTF-8' }
  if (parts.length > DEEPEST) return { fault: `folders nested deeper than ${DEEPEST} are not read` }
  if (!isImageName(path)) return { fault: 'not an image file name' }
  if (bytes > most)
    return { fault: `too large: ${bytes.toLocaleString('en')} bytes; at most ${most.toLocaleString('en')} are read` }
  return { path }
}
