import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { S3Config } from '@fovea/service-kit'
import { s3Config } from '@fovea/service-kit'
import { inject } from 'vitest'
import { type CliAnswer, mustFovea, runCli } from './fovea.js'
import { freePorts } from './ports.js'

/** The local project, which is there from the beginning. */
export const PROJECT = '018f0000-0000-7000-8000-000000000001'

const SERVICES = ['gateway', 'datasets', 'models', 'jobs', 'inference'] as const
export type Service = (typeof SERVICES)[number]
export type PartName = Service | 'postgres' | 'valkey' | 'seaweedfs' | 'console'

/** Facts of a running platform; plain data, so that they can be handed to other processes. */
export interface PlatformFacts {
  /** The one origin: console, /graphql, /media, /objects. */
  url: string
  /** What --home was given. */
  home: string
  /** Where the home's data really is; elsewhere than `home` when nobody could not enter that. */
  data: string
  /** A folder whose sub-folders may be made into datasets; the test fills it. */
  dataRoot: string
  /** Address of /metrics, by service. */
  metrics: Record<Service, string>
  databaseUrl: string
  redisUrl: string
  /** FOVEA_S3_* as services read them; `s3Config.parse` makes a configuration of it. */
  s3: Record<string, string>
}

export interface Platform extends PlatformFacts {
  s3Config: S3Config
  /** One GraphQL document; its data, or an error with the first message. */
  // biome-ignore lint/suspicious/noExplicitAny: each caller knows the shape of the document it sends
  ask<T = any>(document: { toString(): string }, variables?: object): Promise<T>
  /** A verb of the command line with --json. */
  // biome-ignore lint/suspicious/noExplicitAny: each caller knows the shape of the verb it calls
  cli<T = any>(words: string[], seconds?: number): Promise<CliAnswer<T>>
}

export interface OwnPlatform extends Platform {
  down(): Promise<void>
  /** Again on the same home; ports that others have taken meanwhile are new ones. */
  up(): Promise<void>
  /** Ends it and removes its home and data root. */
  stop(): Promise<void>
}

interface Choice {
  /** Names of parts; absent: all. */
  only?: PartName[]
  /** Interface that it listens on; any but loopback demands a sign-in. */
  host?: string
  /** Environment of all services. */
  env?: Record<string, string>
}

/** A platform of the caller's own, started by `./fovea up --detach` on a fresh home and a free port. */
export async function startPlatform({ only, host, env = {} }: Choice = {}): Promise<OwnPlatform> {
  const place = mkdtempSync(join(tmpdir(), 'fovea-platform-'))
  const dataRoot = mkdtempSync(join(tmpdir(), 'fovea-data-'))
  // Under root, servers run and pictures are decoded as nobody.
  for (const folder of [place, dataRoot]) chmodSync(folder, 0o755)
  const home = join(place, 'home')
  const [port] = await freePorts(1)
  const words = [
    'up',
    '--detach',
    '--home',
    home,
    '--port',
    `${port}`,
    '--data-root',
    dataRoot,
    ...(host ? ['--host', host] : []),
  ]
  const up = async () => {
    await mustFovea([...words, ...(only ? ['--only', only.join(',')] : [])], env)
  }
  const down = async () => {
    await mustFovea(['down', '--home', home])
  }
  const stop = async () => {
    await down()
    for (const folder of [dataOf(home), place, dataRoot])
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  const look = async () => connected(await facts(home, dataRoot))
  try {
    await up()
    const own = {
      ...(await look()),
      up: async () => {
        await up()
        Object.assign(own, await look())
      },
      down,
      stop,
    }
    return own
  } catch (error) {
    await stop()
    throw error
  }
}

/** The platform that all tests of one run share. */
export async function platform(): Promise<Platform> {
  return connected(inject('platform'))
}

function connected(known: PlatformFacts): Platform {
  return {
    ...known,
    s3Config: s3Config.parse(known.s3),
    ask: (document, variables = {}) => ask(known.url, document.toString(), variables),
    cli: (words, seconds) => runCli(known.url, words, seconds),
  }
}

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'))

/** Under root a home that nobody cannot enter points to another folder. */
function dataOf(home: string): string {
  try {
    return readJson(join(home, 'moved.json')).home
  } catch {
    return home
  }
}

async function facts(home: string, dataRoot: string): Promise<PlatformFacts> {
  const env: Record<string, string> = JSON.parse(await mustFovea(['env', 'gateway', '--json', '--home', home]))
  const data = dataOf(home)
  const ports: Record<string, number> = readJson(join(data, 'ports.json'))
  const metrics = SERVICES.map(name => [name, `http://127.0.0.1:${ports[`${name}.http`]}/metrics`])
  return {
    url: `http://localhost:${env['FOVEA_PORT']}`,
    home,
    data,
    dataRoot,
    metrics: Object.fromEntries(metrics),
    databaseUrl: env['FOVEA_DATABASE_URL'] ?? '',
    redisUrl: env['FOVEA_REDIS_URL'] ?? '',
    s3: Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('FOVEA_S3_'))),
  }
}

async function ask<T>(url: string, query: string, variables: object): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(30_000),
  })
  const text = await response.text()
  if (!text.startsWith('{')) throw new Error(`${url}/graphql answered ${response.status}: ${text.slice(0, 300)}`)
  const { data, errors } = JSON.parse(text)
  if (errors) throw new Error(errors[0].message)
  return data
}
