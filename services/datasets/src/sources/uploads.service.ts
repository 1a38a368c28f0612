import { crc32 } from 'node:zlib'
import type { Refusal } from '@fovea/proto/common/v1/common'
import {
  ArchiveFormat,
  type CheckedPiece,
  type CheckPiecesRequest,
  type CreateSourceUploadRequest,
  type SourceUpload,
} from '@fovea/proto/datasets/v1/datasets'
import { AppError, currentActor, ObjectStore } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { v7 } from 'uuid'
import { pieceKey } from '../builds/keys.js'
import { refusal } from '../datasets/refusals.js'
import { isUuid } from '../datasets/uuid.js'
import { type UploadRow, UploadsRepository } from './uploads.repository.js'

const MOST_PIECE_BYTES = 64 * 2 ** 20
const MOST_PIECES = 20_000
/** Checked in one call, each read once from the store. */
const MOST_AT_ONCE = 16

/** Archives and packed folders on their way here: piece by piece, each with its checksum, gone on with where it stopped. */
@Injectable()
export class Uploads {
  constructor(
    private readonly repository: UploadsRepository,
    private readonly objects: ObjectStore,
  ) {}

  async create(request: CreateSourceUploadRequest): Promise<SourceUpload | Refusal> {
    const { project, name, pieces, bytes, format } = request
    if (pieces < 1 || bytes < 1 || name.trim() === '' || name.length > 255) {
      return refusal(
        'bad-upload',
        'name',
        'An upload needs a name, a size and at least one piece.',
        'Choose a file that is not empty.',
      )
    }
    if (pieces > MOST_PIECES || bytes > pieces * MOST_PIECE_BYTES) {
      const message = `An upload has at most ${MOST_PIECES.toLocaleString('en')} pieces of at most 64 MiB.`
      return refusal('upload-too-large', 'bytes', message, 'Put the images below a data root of the server.')
    }
    const row = await this.repository.make({
      id: v7(),
      project,
      name: name.trim(),
      format: format === ArchiveFormat.TAR_PARTS ? 'tar-parts' : 'archive',
      pieces,
      bytes,
      key: request.idempotencyKey || v7(),
      by: currentActor().actor,
    })
    return { id: row.id, name: row.name, pieces: row.pieces, kept: row.kept.length }
  }

  /** Reads each piece that has come and compares its checksum; for the others, where to send them. */
  async check({ project, upload, pieces }: CheckPiecesRequest): Promise<CheckedPiece[]> {
    const row = isUuid(upload) ? await this.repository.get(project, upload) : undefined
    if (!row) throw new AppError('not-found', 'There is no such upload.', 'It may be older than a day; begin again.')
    if (pieces.length > MOST_AT_ONCE)
      throw new AppError('invalid', `At most ${MOST_AT_ONCE} pieces are checked at once.`)
    return Promise.all(
      pieces.map(async piece => {
        if (piece.number < 0 || piece.number >= row.pieces || piece.bytes < 1 || piece.bytes > MOST_PIECE_BYTES) {
          throw new AppError('invalid', `There is no piece ${piece.number} of ${piece.bytes} bytes in this upload.`)
        }
        const key = pieceKey(row, piece.number)
        const isKept = await this.isWhole(row, key, piece)
        return { number: piece.number, isKept, key: isKept ? '' : key }
      }),
    )
  }

  /** An upload that is whole, or what is missing. */
  async complete(project: string, id: string): Promise<UploadRow | Refusal> {
    const row = isUuid(id) ? await this.repository.get(project, id) : undefined
    const field = 'source.upload.uploadId'
    if (!row)
      return refusal('not-found', field, 'There is no such upload.', 'It may be older than a day; send it again.')
    if (row.kept.length === row.pieces) return row
    const message = `Only ${row.kept.length} of the ${row.pieces} pieces of "${row.name}" have arrived.`
    return refusal(
      'upload-unfinished',
      field,
      message,
      'Choose the same file again: what has arrived is not sent twice.',
    )
  }

  private async isWhole(
    row: UploadRow,
    key: string,
    { number, bytes, crc32: expected }: CheckPiecesRequest['pieces'][number],
  ) {
    const found = await this.objects.stat(key)
    if (found?.bytes !== bytes) return false
    let sum = 0
    for await (const chunk of await this.objects.stream(key)) sum = crc32(chunk as Buffer, sum)
    if (sum !== expected) return false
    await this.repository.keep(row.project, row.id, number)
    return true
  }
}
