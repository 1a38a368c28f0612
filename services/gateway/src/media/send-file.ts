import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'
import type { Clients } from '../clients.js'
import { answer } from './answer.js'
import { attachment } from './file-name.js'

export interface File {
  /** The name under which a browser saves it. */
  name: string
  type: string
  body: AsyncIterable<string | Uint8Array>
  bytes?: number
}

export const TEXT = 'text/plain; charset=utf-8'
export const BYTES = 'application/octet-stream'

export async function* one<T extends string | Uint8Array>(whole: T): AsyncGenerator<T> {
  yield whole
}

/** Answers with a file that is made as it is sent, for those who may see the project. */
export function sendFile(
  clients: Clients,
  project: string,
  request: Request,
  response: Response,
  make: (own: Clients) => Promise<File>,
): Promise<void> {
  return answer(clients, project, request, response, async own => {
    const { name, type, body, bytes } = await make(own)
    response.setHeader('content-type', type).setHeader('content-disposition', attachment(name))
    response.setHeader('cache-control', 'private, no-cache').setHeader('x-content-type-options', 'nosniff')
    if (bytes !== undefined) response.setHeader('content-length', bytes)
    await pipeline(Readable.from(body), response)
  })
}
