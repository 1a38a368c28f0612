import { type LookupAddress, lookup as resolveName } from 'node:dns'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { type Allowed, faultOf, isAddressAllowed, isHostAllowed, placeOf } from './outside-address.js'

export interface FetchLimits {
  bytes: number
  timeoutMs: number
  /** How often it may be led elsewhere; 3 where nothing is said. */
  redirects?: number
  /** So many bytes of an answer that is not 200 are kept with the error; none where nothing is said. */
  errorBytes?: number
  /** Connections that are kept; for fetches of one caller with one list of exceptions only, since each was judged when it was made. */
  agents?: Agents
}

export interface Agents {
  http: http.Agent
  https: https.Agent
}

export interface Fetched {
  body: Buffer
  /** Of its header, in lower case without parameters; empty where there is none. */
  contentType: string
  /** Where the redirects ended. */
  url: string
}

/** Why a URL was not fetched: a code for programs, a sentence and what to do next for people. */
export class OutsideError extends Error {
  constructor(
    readonly code:
      | 'url-bad'
      | 'url-refused'
      | 'url-redirects'
      | 'url-status'
      | 'url-unreachable'
      | 'url-timeout'
      | 'too-large',
    message: string,
    readonly remedy: string,
    /** Of an answer that is not 200: its status, and as much of its body as was asked for. */
    readonly answer?: { status: number; body: Buffer },
  ) {
    super(message)
    this.name = 'OutsideError'
  }
}

const MOST_REDIRECTS = 3
const LONGEST_URL = 4096
const WORDS = {
  private: 'an address within a private network',
  loopback: 'this machine itself',
  'link-local': 'a link-local address',
  metadata: 'the metadata of a cloud',
  reserved: 'an address that is reserved',
}

/**
 * Fetches what a person named by URL: http and https to public addresses only, judged after the name is resolved, and the connection goes to the
 * address that was judged. Each redirect is judged again, three at most. Size and time are those of the whole. Throws `OutsideError`.
 */
export async function fetchOutside(text: string, allowed: readonly Allowed[], limits: FetchLimits): Promise<Fetched> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), limits.timeoutMs)
  try {
    return await follow(text, allowed, limits, late.signal)
  } catch (error) {
    if (error instanceof OutsideError) throw error
    if (late.signal.aborted) throw timedOut(text, limits.timeoutMs)
    throw unreachable(text, error)
  } finally {
    clearTimeout(timer)
    // Ends whatever is still open.
    late.abort()
  }
}

async function follow(text: string, allowed: readonly Allowed[], limits: FetchLimits, signal: AbortSignal) {
  let url = parse(text)
  for (let hops = 0; ; hops++) {
    const response = await ask(url, allowed, limits.agents, signal)
    const { statusCode = 0, headers } = response
    const { redirects = MOST_REDIRECTS } = limits
    if (statusCode >= 300 && statusCode < 400 && headers.location && redirects > 0) {
      response.destroy()
      if (hops === redirects)
        throw new OutsideError(
          'url-redirects',
          `${hostOf(text)} redirects more than ${redirects} times.`,
          'Give the address at which it ends.',
        )
      url = parse(headers.location, url)
      continue
    }
    if (statusCode !== 200) {
      const body = await start(response, limits.errorBytes ?? 0)
      throw new OutsideError(
        'url-status',
        `${url.host} answers ${statusCode}${response.statusMessage ? ` ${response.statusMessage.slice(0, 60)}` : ''}.`,
        'Open the address in a browser that is not signed in, and see what it says.',
        { status: statusCode, body },
      )
    }
    const contentType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
    return { body: await read(response, limits.bytes), contentType, url: url.href }
  }
}

function parse(text: string, base?: URL): URL {
  const wrong = (message: string) =>
    new OutsideError('url-bad', message, 'Give an address such as https://example.org/picture.jpg.')
  if (text.length > LONGEST_URL) throw wrong(`The address is longer than ${LONGEST_URL} characters.`)
  if (!URL.canParse(text, base)) throw wrong('This is no complete address.')
  const url = new URL(text, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw wrong(`Addresses of ${url.protocol}// are not fetched, only http:// and https://.`)
  if (url.username || url.password) throw wrong('The address holds a user name or a password, which would be kept.')
  return url
}

function ask(
  url: URL,
  allowed: readonly Allowed[],
  agents: Agents | undefined,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const place = placeOf(url)
  const isFree = isHostAllowed(place, allowed)
  const judge = (address: string) => {
    if (!isFree && !isAddressAllowed(address, allowed)) judgeAddress(place.host, address)
  }
  // A literal address is never looked up, so it is judged here.
  if (isIP(place.host)) judge(place.host)
  const headers = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Fovea' }
  const isSafe = url.protocol === 'https:'
  // No common agent: a connection kept for somebody else's exceptions would pass by the judge.
  const agent = agents ? (isSafe ? agents.https : agents.http) : false
  const options = { agent, signal, headers, lookup: judgedLookup(judge), timeout: 0 }
  return new Promise((resolve, reject) => {
    const request = (isSafe ? https : http).get(url, options, resolve)
    request.on('error', reject)
  })
}

/** Resolves a name and refuses it when any of its addresses is refused; the connection is made to the addresses that this answers. */
const judgedLookup =
  (judge: (address: string) => void): LookupFunction =>
  (hostname, options, answer) => {
    resolveName(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      const [first] = found ?? []
      if (error || !first) return answer(error ?? new Error('the name has no address'), [])
      try {
        for (const { address } of found) judge(address)
      } catch (refused) {
        return answer(refused as Error, [])
      }
      if (options.all) answer(null, found)
      else answer(null, first.address, first.family)
    })
  }

function judgeAddress(host: string, address: string): void {
  const fault = faultOf(address)
  if (!fault) return
  throw new OutsideError(
    'url-refused',
    host === address
      ? `${host} is ${WORDS[fault]}; nothing is fetched from there.`
      : `${host} leads to ${WORDS[fault]}; nothing is fetched from there.`,
    'Download it and send the file, or ask whoever runs Fovea to allow it (FOVEA_FETCH_ALLOW).',
  )
}

async function read(response: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = () =>
    new OutsideError(
      'too-large',
      `What lies there is larger than ${Math.floor(limit / 2 ** 20)} MiB.`,
      'Give the address of something smaller.',
    )
  if (Number(response.headers['content-length'] ?? 0) > limit) throw tooLarge()
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response) {
    bytes += (chunk as Buffer).length
    if (bytes > limit) throw tooLarge()
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

/** The first bytes of a body, whatever comes after them. */
async function start(response: IncomingMessage, bytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  if (bytes > 0)
    for await (const chunk of response) {
      chunks.push(chunk as Buffer)
      length += (chunk as Buffer).length
      if (length >= bytes) break
    }
  response.destroy()
  return Buffer.concat(chunks).subarray(0, bytes)
}

const hostOf = (text: string) => (URL.canParse(text) ? new URL(text).host : text.slice(0, 100))

const timedOut = (text: string, timeoutMs: number) =>
  new OutsideError(
    'url-timeout',
    `${hostOf(text)} did not send everything within ${Math.round(timeoutMs / 1000)} s.`,
    'Try it again, or download it and send the file.',
  )

/** What the system calls it, in words. */
const REASONS: Record<string, string> = {
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'its name could not be resolved',
  ECONNREFUSED: 'nothing answers there',
  ECONNRESET: 'the connection broke off',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
}

function unreachable(text: string, error: unknown) {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  return new OutsideError(
    'url-unreachable',
    `${hostOf(text)} could not be reached: ${REASONS[code] ?? (code || 'the connection failed')}.`,
    'Check the address, or download it and send the file.',
  )
}
