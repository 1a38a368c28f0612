import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { crc32 } from 'node:zlib'
import { ask, upload } from './api.js'
import { CheckPieces, CreateSourceUpload } from './documents.graphql.js'
import { projectId } from './find.js'
import type { ArchiveFormat } from './gen/graphql.js'
import { EXIT, expect, Failure } from './outcome.js'
import type { Output } from './output.js'
import { changes } from './wait.js'

const PIECE_BYTES = 32 * 2 ** 20
/** A piece that arrives damaged is sent again. */
const TRIES = 3

/** Sends an archive piece by piece and returns its upload. Called again for the same file, it goes on with what is missing. */
export async function sendArchive(path: string, output: Output): Promise<string> {
  const file = await open(path).catch(() => {
    throw new Failure(`The file ${path} cannot be read.`, EXIT.notFound, { code: 'file-missing' })
  })
  try {
    const { size, mtimeMs } = await file.stat()
    const pieces = Math.max(1, Math.ceil(size / PIECE_BYTES))
    const identity = JSON.stringify([resolve(path), size, mtimeMs, PIECE_BYTES])
    const idempotencyKey = createHash('sha256').update(identity).digest('hex')
    const name = basename(path)
    const input = { projectId: await projectId(), name, format: formatOf(name), pieces, bytes: size, idempotencyKey }
    const made = expect((await ask(CreateSourceUpload, { input })).createSourceUpload, 'SourceUpload')
    const tell = changes(line => output.note(line))
    for (let number = 0; number < pieces; number++) {
      await sendPiece(made.id, number, await readPiece(file, number))
      tell(`sent ${Math.round(((number + 1) / pieces) * 100)} % of ${name}`)
    }
    return made.id
  } finally {
    await file.close()
  }
}

async function readPiece(file: FileHandle, number: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(PIECE_BYTES), 0, PIECE_BYTES, number * PIECE_BYTES)
  return buffer.subarray(0, bytesRead)
}

async function sendPiece(uploadId: string, number: number, bytes: Buffer): Promise<void> {
  const pieces = [{ number, bytes: bytes.length, crc32: crc32(bytes) }]
  for (let tried = 0; ; tried++) {
    const url = (await ask(CheckPieces, { uploadId, pieces })).checkPieces[0]?.url
    if (!url) return
    if (tried === TRIES) throw new Failure(`Piece ${number + 1} did not arrive whole, ${TRIES} times.`)
    await upload(url, bytes)
  }
}

/** What the server finds in it counts; this is for people. */
const formatOf = (name: string): ArchiveFormat =>
  /\.zip$/i.test(name) ? 'ZIP' : /\.tar$/i.test(name) ? 'TAR' : 'TAR_GZ'
