import type { IncomingMessage } from 'node:http'

const last = (header: string | string[] | undefined) =>
  String(header ?? '')
    .split(',')
    .at(-1)
    ?.trim()

/** Address of who sent a request: the neighbour's, or what a proxy of ours saw. Earlier entries of the header are anybody's claim. */
export const addressOf = ({ headers, socket }: IncomingMessage, isBehindProxy: boolean): string =>
  (isBehindProxy && last(headers['x-forwarded-for'])) || socket.remoteAddress || 'unknown'

/** Whether the browser speaks TLS, to whoever stands before this gateway. A false claim only harms who makes it. */
export const isHttps = ({ headers }: IncomingMessage): boolean => last(headers['x-forwarded-proto']) === 'https'
