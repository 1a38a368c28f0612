import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { DatasetsServiceService } from '@fovea/proto/datasets/v1/datasets'
import { InferenceServiceService } from '@fovea/proto/inference/v1/inference'
import { JobsServiceService } from '@fovea/proto/jobs/v1/jobs'
import { WorkerServiceService } from '@fovea/proto/jobs/v1/worker'
import { ModelsServiceService } from '@fovea/proto/models/v1/models'
import { Fact } from '@fovea/proto/queue/v1/queue'
import { type Actor, actingAs, makeLogger, Queues, signActor } from '@fovea/service-kit'
import { Client, credentials, Metadata, type MethodDefinition, status } from '@grpc/grpc-js'
import { Redis } from 'ioredis'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Platform, PROJECT, platform } from '../support/platform.js'
import { until } from '../support/until.js'
import { added, type Left, lookAround, lookAtRest } from './left.js'

type Method = MethodDefinition<Record<string, unknown>, unknown>

const SERVICES = {
  datasets: [DatasetsServiceService],
  models: [ModelsServiceService],
  jobs: [JobsServiceService, WorkerServiceService],
  inference: [InferenceServiceService],
} as const
type Name = keyof typeof SERVICES
const NAMES = Object.keys(SERVICES) as Name[]
const QUEUES = ['datasets', 'facts-datasets', 'facts-models', 'facts-jobs']
const ROUNDS = 5

const somebody: Actor = { actor: 'local', project: PROJECT, role: 'service', requestId: 'stranger' }
const OTHER = '018f0000-0000-7000-8000-000000000002'

let shared: Platform
let before: Left
const json = (file: string) => JSON.parse(readFileSync(join(shared.data, file), 'utf8'))

beforeAll(async () => {
  shared = await platform()
  before = await lookAtRest(shared)
}, 150_000)

const methodsOf = (name: Name) => SERVICES[name].flatMap(definition => Object.values(definition)) as unknown as Method[]

/** Status of one call with the given text as its actor. */
function call(client: Client, method: Method, actor: string | undefined): Promise<status> {
  const metadata = new Metadata()
  if (actor !== undefined) metadata.set('fovea-actor', actor)
  const request = method.requestDeserialize(Buffer.alloc(0))
  if ('project' in request) request['project'] = PROJECT
  const deadline = Date.now() + 30_000
  return new Promise(resolve =>
    client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      metadata,
      { deadline },
      error => resolve(error?.code ?? status.OK),
    ),
  )
}

async function ask(name: Name, methods: Method[], actors: (string | undefined)[]): Promise<Set<status>> {
  const client = new Client(`127.0.0.1:${json('ports.json')[`${name}.grpc`]}`, credentials.createInsecure())
  try {
    return new Set(await Promise.all(methods.flatMap(method => actors.map(actor => call(client, method, actor)))))
  } finally {
    client.close()
  }
}

async function expectUnharmed(name: Name) {
  const response = await fetch(new URL('/ready', shared.metrics[name]), { signal: AbortSignal.timeout(10_000) })
  expect(response.status).toBe(200)
  // What others left is still being cleared away, which passes through an outbox.
  const isSettled = async () => {
    const { tables, objects } = added(before, await lookAround(shared))
    if (tables.length + objects.length > 0) throw new Error(JSON.stringify({ tables, objects }))
    return true
  }
  await until('nothing to be left', 20, isSettled, 500)
}

describe.each(NAMES)('%s', name => {
  it('refuses calls without an actor that the platform has signed', async () => {
    const body = Buffer.from(JSON.stringify({ ...somebody, expires: Date.now() + 1e6 })).toString('base64url')
    const aged = signActor(json('secrets.json').actorKey, somebody, Date.now() - 48 * 3600 * 1000)
    const forged = [undefined, '', 'nonsense', body, `${body}.`, `${body}.${'A'.repeat(43)}`, `.${body}`, aged]
    const actors = [...forged, signActor('another key', somebody, Date.now())]
    const found = new Set<status>()
    for (let round = 0; round < ROUNDS; round++)
      for (const code of await ask(name, methodsOf(name), actors)) found.add(code)
    expect([...found]).toEqual([status.UNAUTHENTICATED])
    await expectUnharmed(name)
  }, 120_000)

  it('refuses a signed actor of another project', async () => {
    const methods = methodsOf(name).filter(method => 'project' in method.requestDeserialize(Buffer.alloc(0)))
    const other = signActor(json('secrets.json').actorKey, { ...somebody, project: OTHER }, Date.now())
    expect([...(await ask(name, methods, [other]))]).toEqual([status.PERMISSION_DENIED])
    await expectUnharmed(name)
  }, 60_000)

  it('outlives bytes that are no gRPC', async () => {
    const port = json('ports.json')[`${name}.grpc`]
    const shout = () =>
      new Promise<void>(resolve => {
        const socket = connect(port, '127.0.0.1', () => socket.end(randomBytes(32_768)))
        socket.setTimeout(10_000, () => socket.destroy())
        socket.on('error', () => {})
        socket.resume().once('close', () => resolve())
      })
    await Promise.all(Array.from({ length: 20 }, shout))
    await expectUnharmed(name)
  }, 60_000)
})

it('throws steps away that no service has signed', async () => {
  const redis = new Redis(shared.redisUrl, { maxRetriesPerRequest: null })
  const queues = new Queues(redis, 'a key of strangers', 'stranger', makeLogger('stranger', 'error'))
  const noise = { encode: () => ({ finish: () => randomBytes(64) }), decode: (bytes: Uint8Array) => Fact.decode(bytes) }
  const fact = { project: PROJECT, topic: 'model-deleted', id: randomUUID() }
  try {
    await actingAs(somebody, async () => {
      for (const queue of QUEUES)
        for (let n = 0; n < 50; n++) await queues.add(queue, n % 2 ? Fact : noise, fact, `stranger-${queue}-${n}`)
    })
    const isEmpty = async () => (await redis.keys('bull:*stranger*')).length === 0
    await until('nothing to be left of the steps', 30, isEmpty, 200)
    for (const queue of QUEUES)
      for (const list of ['failed', 'completed', 'delayed']) expect(await redis.zcard(`bull:${queue}:${list}`)).toBe(0)
  } finally {
    await queues.close()
    redis.disconnect()
  }
  for (const name of NAMES) await expectUnharmed(name)
}, 90_000)
