import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import { type Platform, PROJECT } from '../support/platform.js'

const CREATE = `mutation ($input: SourceUploadInput!) {
  createSourceUpload(input: $input) { __typename ... on SourceUpload { id } ... on Refusal { message } }
}`
const CHECK = `mutation ($upload: ID!, $pieces: [PieceInput!]!) {
  checkPieces(uploadId: $upload, pieces: $pieces) { isKept url }
}`

/** The classes of a folder as tar parts, one a class. */
export const packed = (folder: string): Buffer[] =>
  ['no ship', 'ship'].map(name =>
    execFileSync('tar', ['c', `${folder.split('/').at(-1)}/${name}`], { cwd: dirname(folder), maxBuffer: 2 ** 28 }),
  )

export async function beginUpload(platform: Platform, parts: Buffer[]): Promise<string> {
  const bytes = parts.reduce((sum, part) => sum + part.length, 0)
  const idempotencyKey = randomUUID()
  const input = { projectId: PROJECT, name: 'ships', format: 'TAR_PARTS', pieces: parts.length, bytes, idempotencyKey }
  const { createSourceUpload } = await platform.ask(CREATE, { input })
  if (createSourceUpload.__typename !== 'SourceUpload') throw new Error(createSourceUpload.message)
  return createSourceUpload.id
}

async function check(platform: Platform, upload: string, number: number, bytes: Buffer) {
  const pieces = [{ number, bytes: bytes.length, crc32: crc32(bytes) }]
  return (await platform.ask(CHECK, { upload, pieces })).checkPieces[0] as { isKept: boolean; url: string | null }
}

/** Sends a piece and says whether it has arrived; `halfWay` is waited for when half of it has gone out. */
export async function sendPiece(
  platform: Platform,
  upload: string,
  number: number,
  bytes: Buffer,
  halfWay?: () => Promise<void>,
): Promise<boolean> {
  const { isKept, url } = await check(platform, upload, number, bytes)
  if (isKept || url === null) return true
  const half = Math.floor(bytes.length / 2)
  await new Promise<void>(done => {
    const headers = { 'content-length': bytes.length }
    const request = http.request(new URL(url, platform.url), { method: 'PUT', headers }, answer => {
      answer.resume().on('close', done)
    })
    // That it breaks is what is tried.
    request.on('error', () => done())
    request.write(bytes.subarray(0, half), async () => {
      await halfWay?.()
      request.end(bytes.subarray(half))
    })
  })
  return (await check(platform, upload, number, bytes)).isKept
}
