import { stat } from 'node:fs/promises'
import type { Packed } from './origin.js'
import type { UploadRow } from './uploads.repository.js'

/** An archive on the disk, as it is now. */
export async function archiveAt(path: string): Promise<Packed> {
  const { size, mtimeMs } = await stat(path)
  return { kind: 'archive', path, bytes: size, modifiedMs: mtimeMs }
}

/** What was sent, piece by piece. */
export const piecesOf = ({ id, pieces, bytes, format }: UploadRow): Packed => ({
  kind: 'pieces',
  owner: id,
  count: pieces,
  bytes: Number(bytes),
  isTarParts: format === 'tar-parts',
})
