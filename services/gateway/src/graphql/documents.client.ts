import type { Logger } from '@fovea/service-kit'
import { GraphQLError } from 'graphql'

export const UNKNOWN = 'The platform knows no such document; this page is older or newer than it. Reload the page.'

/** How often the console is asked at most for documents that are not known. */
const PAUSE_MS = 5_000
const TIMEOUT_MS = 5_000

interface Asked {
  query?: string | null
  extensions?: Record<string, unknown> | null
}

/** Texts of the console's documents by their SHA-256, as the console that is running was built with them. */
export class Documents {
  private texts: Record<string, string> = {}
  private askedAt = Number.NEGATIVE_INFINITY
  private asking: Promise<void> | undefined

  /** `console`: URL of the console's own server. */
  constructor(
    private readonly console: string,
    private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  async find(hash: string): Promise<string | undefined> {
    if (!Object.hasOwn(this.texts, hash)) await this.renew()
    return Object.hasOwn(this.texts, hash) ? this.texts[hash] : undefined
  }

  /** The text that a request brings or names; throws when it does neither. */
  async textOf({ query, extensions }: Asked): Promise<string> {
    const { sha256Hash } = (extensions?.['persistedQuery'] ?? {}) as { sha256Hash?: unknown }
    const found = typeof sha256Hash === 'string' ? await this.find(sha256Hash) : undefined
    const text = found ?? query
    if (text) return text
    throw new GraphQLError(UNKNOWN, { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } })
  }

  /** A console that is away or older leaves what is known as it is. */
  private renew(): Promise<void> {
    if (this.asking) return this.asking
    if (performance.now() - this.askedAt < PAUSE_MS) return Promise.resolve()
    this.askedAt = performance.now()
    const ask = async () => {
      const response = await fetch(new URL('/documents.json', this.console), {
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      if (!response.ok) throw new Error(`the console answered ${response.status}`)
      this.texts = (await response.json()) as Record<string, string>
    }
    this.asking = ask()
      .catch(error => this.logger.warn({ err: error }, 'the documents of the console could not be read'))
      .finally(() => {
        this.asking = undefined
      })
    return this.asking
  }
}

/** The same for Apollo, which takes a document by its hash from here, and can put none in. */
export const readOnlyCache = (documents: Documents) => ({
  get: (key: string) => documents.find(key.slice(key.indexOf(':') + 1)),
  set: async () => {},
  delete: async () => false,
})
