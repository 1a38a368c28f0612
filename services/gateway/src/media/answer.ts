import { AppError, currentActor } from '@fovea/service-kit'
import type { Request, Response } from 'express'
import { callerOf } from '../auth/caller.js'
import { type Clients, clientsOf } from '../clients.js'

/** Answers on behalf of whoever asks: 404 for what is of another project or gone, 503 with a sentence for what cannot be had now. */
export async function answer(
  clients: Clients,
  project: string,
  request: Request,
  response: Response,
  send: (own: Clients) => Promise<unknown>,
): Promise<void> {
  const { right, run } = callerOf(request)
  // A guest sees the figures of one run: no pictures, no files.
  if (right?.project.id !== project || run) {
    response.status(404).end()
    return
  }
  try {
    await send(clientsOf(clients, currentActor()))
  } catch (error) {
    // What has begun cannot be taken back: it ends short, which a browser shows as a failed download.
    if (response.headersSent || response.destroyed) {
      response.destroy()
      return
    }
    for (const header of ['content-disposition', 'content-length']) response.removeHeader(header)
    if (!(error instanceof AppError)) throw error
    const isGone = ['not-found', 'invalid'].includes(error.code)
    response
      .status(isGone ? 404 : 503)
      .type('text')
      .send(error.message)
  }
}
