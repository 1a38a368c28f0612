import type { Client, CombinedError } from 'urql'
import type { ArchiveFormat } from '../../../gql/graphql'
import { checkPiecesDocument, createSourceUploadDocument } from '../new-dataset.graphql'
import type { Brought, BroughtFile } from './brought'
import { crc32 } from './crc32'
import { SendingFault } from './fault'
import { identityOf, planPieces } from './pack'
import { putBytes } from './put'
import { paddingAfter, TAR_END, tarHeader } from './tar'

const ARCHIVE_PIECE_BYTES = 32 * 2 ** 20
/** A piece that arrives damaged is sent again. */
const TRIES = 3

interface Parcel {
  name: string
  format: ArchiveFormat
  bytes: number
  identity: string
  leftOut: number
  pieces: { bytes: number; pack: () => Blob }[]
}

export interface Sending {
  name: string
  bytes: number
  sent: number
  leftOut: number
}

export interface Sent {
  id: string
  name: string
}

/** Sends what was brought piece by piece; begun again with the same, it goes on with what is missing. */
export async function send(
  to: { client: Client; projectId: string },
  brought: Brought,
  signal: AbortSignal,
  tell: (sending: Sending) => void,
): Promise<Sent> {
  const { pieces, identity, ...parcel } = 'archive' in brought ? archiveParcel(brought.archive) : folderParcel(brought)
  if (parcel.bytes === 0)
    throw new SendingFault('There is no image in it.', 'Choose a folder with one sub-folder a class.')
  const { name, format, bytes } = parcel
  const input = { projectId: to.projectId, name, format, pieces: pieces.length, bytes, idempotencyKey: identity }
  const { data, error } = await to.client.mutation(createSourceUploadDocument, { input }).toPromise()
  const made = data?.createSourceUpload
  if (!made) throw new SendingFault(reasonOf(error) ?? 'No room was given for the upload.')
  if (made.__typename === 'Refusal') throw new SendingFault(made.message, made.remedy)
  let sent = 0
  for (const [number, piece] of pieces.entries()) {
    signal.throwIfAborted()
    const body = piece.pack()
    await sendPiece(to.client, made.id, { number, body }, signal, part => tell({ ...parcel, sent: sent + part }))
    sent += piece.bytes
    tell({ ...parcel, sent })
  }
  return { id: made.id, name }
}

async function sendPiece(
  client: Client,
  uploadId: string,
  { number, body }: { number: number; body: Blob },
  signal: AbortSignal,
  tell: (bytes: number) => void,
): Promise<void> {
  const pieces = [{ number, bytes: body.size, crc32: crc32(new Uint8Array(await body.arrayBuffer())) }]
  for (let tried = 0; ; tried++) {
    const { data, error } = await client.mutation(checkPiecesDocument, { uploadId, pieces }).toPromise()
    const [checked] = data?.checkPieces ?? []
    if (!checked) throw new SendingFault(reasonOf(error) ?? 'The server did not answer.')
    if (checked.url === null) return
    if (tried === TRIES) throw new SendingFault(`Part ${number + 1} did not arrive whole, ${TRIES} times.`)
    await putBytes(checked.url, body, signal, tell)
  }
}

/** What the server said; what the browser calls a broken connection is for nobody. */
const reasonOf = (error: CombinedError | undefined) =>
  error?.networkError ? 'The connection to the server broke.' : error?.graphQLErrors[0]?.message

function archiveParcel(file: File): Parcel {
  const count = Math.ceil(file.size / ARCHIVE_PIECE_BYTES)
  const pieces = Array.from({ length: count }, (_, number) => {
    const part = file.slice(number * ARCHIVE_PIECE_BYTES, (number + 1) * ARCHIVE_PIECE_BYTES)
    return { bytes: part.size, pack: () => part }
  })
  const { name, size, lastModified } = file
  const identity = identityOf(name, [{ path: name, size, changed: lastModified }])
  const format = /\.zip$/i.test(name) ? 'ZIP' : /\.tar$/i.test(name) ? 'TAR' : 'TAR_GZ'
  return { name, format, bytes: size, identity, leftOut: 0, pieces }
}

function folderParcel({ name, files }: { name: string; files: BroughtFile[] }): Parcel {
  const { pieces, bytes, leftOut } = planPieces(files)
  const identity = identityOf(
    name,
    pieces.flatMap(piece => piece.files),
  )
  const pack = (own: BroughtFile[]) => () =>
    new Blob([
      ...own.flatMap(({ path, size, file }) => [tarHeader(path, size), file, new Uint8Array(paddingAfter(size))]),
      TAR_END,
    ])
  const parts = pieces.map(piece => ({ bytes: piece.bytes, pack: pack(piece.files) }))
  return { name, format: 'TAR_PARTS', bytes, identity, leftOut, pieces: parts }
}
