import type { IncomingMessage } from 'node:http'
import { AppError } from '@fovea/service-kit'
import { config } from '../config.js'
import type { Caller } from './caller.js'
import { bearerOf, cookieName, projectOf, secretOf } from './credentials.js'
import type { IdentifyService } from './identify.service.js'

/** What graphql-ws knows of a socket; `connectionParams` is whatever the client sent first. */
export interface Socket {
  connectionParams?: Readonly<Record<string, unknown>>
  extra: {
    request: IncomingMessage
    socket: { close(code: number, reason: string): void }
    watch?: NodeJS.Timeout
  }
}

/** A socket lives long: whoever is signed out, removed or has another role now loses it within this time. */
const WATCH_MS = 10_000
const FORBIDDEN = 4403
/** A code after which clients connect again, and are then seen as they are. */
const COME_AGAIN = 4205

const COOKIE = cookieName(config.FOVEA_PORT)

const rightOf = ({ kind, name, run, right }: Caller) => JSON.stringify([kind, name, run, right])

/**
 * The door for WebSockets. A browser sends its cookie with the upgrade but no header of its own, so the project and a bearer may come in the first
 * message instead: `{authorization, project}`.
 */
export function socketDoor(identify: IdentifyService) {
  const find = ({ connectionParams = {}, extra: { request } }: Socket) => {
    const secret = bearerOf(connectionParams['authorization']) ?? secretOf(request.headers, COOKIE)
    const wanted = connectionParams['project'] ?? projectOf(request.headers) ?? ''
    return identify.identify(secret, String(wanted))
  }
  return {
    async callerOf(socket: Socket): Promise<Caller> {
      const caller = await find(socket)
      if (!caller) throw new AppError('unauthenticated', 'Nobody is signed in.', 'Sign in, or send an API token.')
      return caller
    },

    /** False closes the socket with 4403. */
    async open(socket: Socket): Promise<boolean> {
      const caller = await find(socket)
      if (!caller) return false
      socket.extra.watch = setInterval(async () => {
        // A database that is away for a moment ends no socket.
        const now = await find(socket).catch(() => caller)
        if (!now) socket.extra.socket.close(FORBIDDEN, 'Forbidden')
        else if (rightOf(now) !== rightOf(caller)) socket.extra.socket.close(COME_AGAIN, 'Rights have changed')
      }, WATCH_MS)
      return true
    },

    close({ extra }: Socket): void {
      clearInterval(extra.watch)
    },
  }
}
