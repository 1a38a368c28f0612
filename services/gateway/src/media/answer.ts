import { type Actor, AppError, actorIfAny } from '@fovea/service-kit'
import type { Response } from 'express'
import { type Clients, clientsOf } from '../clients.js'

/** Answers on behalf of whoever asks: 404 for what is of another project or gone, 503 with a sentence for what cannot be had now. */
export async function answer(
  clients: Clients,
  project: string,
  response: Response,
  send: (own: Clients) => Promise<unknown>,
): Promise<void> {
  const actor = actorIfAny() as Actor
  if (actor.project !== project) {
    response.status(404).end()
    return
  }
  try {
    await send(clientsOf(clients, actor))
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
