import { credentials, platformUrl } from './config.js'
import type { TypedDocumentString } from './gen/graphql.js'
import { EXIT, Failure } from './outcome.js'

/** Longest wait for one answer. */
const TIMEOUT_MS = 60_000
/** A part that is being restarted is back within seconds. */
const TRIES = 4

interface Answer<T> {
  data?: T
  errors?: { message: string; extensions?: { code?: string; hint?: string } }[]
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** One typed document. A platform that is just restarting is asked again, so mutations carry idempotency keys. */
export async function ask<T, V>(document: TypedDocumentString<T, V>, variables: V): Promise<T> {
  for (let tried = 1; ; tried++) {
    const answer = await post<T>(JSON.stringify({ query: document.toString(), variables }))
    const [error] = answer?.errors ?? []
    if (answer?.data && !error) return answer.data
    if (error && error.extensions?.code !== 'unavailable') throw toFailure(error)
    if (tried === TRIES) throw error ? toFailure(error) : unreachable()
    await pause(500 * tried)
  }
}

async function post<T>(body: string): Promise<Answer<T> | undefined> {
  try {
    const response = await fetch(new URL('/graphql', platformUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...credentials },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const text = await response.text()
    if (!text.startsWith('{'))
      throw new Failure(`The platform answered ${response.status}: ${text.trim().slice(0, 300)}`)
    return JSON.parse(text) as Answer<T>
  } catch (error) {
    if (error instanceof Failure) throw error
    return undefined
  }
}

/** Sends a file's bytes to an address that the platform gave. */
export async function upload(url: string, bytes: Uint8Array): Promise<void> {
  const response = await fetch(new URL(url, platformUrl), {
    method: 'PUT',
    body: Buffer.from(bytes),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  if (!response.ok)
    throw new Failure(`The upload was refused (${response.status}): ${(await response.text()).slice(0, 300)}`)
}

/** A file that the platform makes, piece by piece; it may pause between two for as long as one answer may take. */
export async function* download(path: string): AsyncGenerator<Uint8Array> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), TIMEOUT_MS)
  try {
    const response = await fetch(new URL(path, platformUrl), { headers: credentials, signal: stop.signal })
    if (!response.ok || !response.body) throw refusedDownload(response.status, await response.text())
    for await (const piece of response.body) {
      timer.refresh()
      yield piece
    }
  } catch (error) {
    if (error instanceof Failure) throw error
    throw stop.signal.aborted ? new Failure('The platform stopped sending the file.') : unreachable()
  } finally {
    clearTimeout(timer)
  }
}

const refusedDownload = (status: number, text: string) =>
  status === 401
    ? new Failure('The platform does not know who asks.', EXIT.failed, {
        code: 'unauthenticated',
        remedy: 'Give a token with --token.',
      })
    : new Failure(
        text.trim().slice(0, 300) || `The platform refused the file (${status}).`,
        status === 404 ? EXIT.notFound : EXIT.failed,
        { code: status === 404 ? 'not-found' : 'failed' },
      )

const unreachable = () =>
  new Failure(`The platform does not answer at ${platformUrl}.`, EXIT.failed, {
    code: 'unreachable',
    remedy: 'Start it with ./fovea up.',
  })

const toFailure = ({ message, extensions }: NonNullable<Answer<unknown>['errors']>[number]) =>
  new Failure(message, extensions?.code === 'not-found' ? EXIT.notFound : EXIT.failed, {
    code: extensions?.code,
    remedy: extensions?.hint,
  })
