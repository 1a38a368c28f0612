import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROJECT } from '../support/platform.js'
import { type Caller, type Outcome, send, tryOut, trySocket, ways } from './api.js'
import { comingIn } from './coming-in.js'
import { type Expectation, expectations, type Need } from './expectations.js'
import { ROLES, type Role, World } from './world.js'

let world: World
let before: object

beforeAll(async () => {
  world = await World.start()
  before = await world.state()
}, 290_000)

afterAll(async () => {
  await world?.platform.stop()
}, 60_000)

it('has an expectation for every way in, and no other', () => {
  expect(Object.keys(expectations).sort()).toEqual([...ways].sort())
})

/** The right way to ask for a field. */
const ask = (way: string) => (way.startsWith('Subscription.') ? trySocket : tryOut)
const attempt = (way: string, given: object, caller: Caller, headers = {}) =>
  ask(way)(world.url, way, given, { ...caller.headers, ...headers })

const mayDo = (role: Role, need: Need) =>
  need === 'anyone' || (need !== 'administrator' && ROLES.indexOf(role) >= ROLES.indexOf(need))

const all: [string, Expectation][] = Object.entries(expectations)
const real = ({ real, harmless }: Expectation) => real?.(world.things) ?? harmless?.() ?? {}
const harmless = (way: string, { real, harmless }: Expectation) =>
  way === 'Subscription.runStream' ? (real?.(world.things) ?? {}) : (harmless?.() ?? {})

describe.each(all)('%s', (way, expectation) => {
  const { needs } = expectation

  it('is closed to nobody', async () => {
    expect(await attempt(way, real(expectation), world.none)).toBe('unauthenticated')
    const forged = { authorization: `Bearer fvt_${'a'.repeat(43)}` }
    expect(await attempt(way, real(expectation), world.none, forged)).toBe('unauthenticated')
  })

  it('shows a guest his run and nothing else', async () => {
    const outcome = await attempt(way, real(expectation), world.guest)
    if (needs === 'anyone') expect(outcome).toBe('answers')
    else expect(['forbidden', 'not there']).toContain(outcome)
  })

  it(`is for ${needs}s of the project, by session and by token`, async () => {
    for (const { role, caller } of world.members) {
      const may = mayDo(role, needs)
      const outcome = await attempt(way, may ? harmless(way, expectation) : real(expectation), caller)
      if (may) expect(['answers', 'not there'], `${caller.name}: ${outcome}`).toContain(outcome)
      else expect(outcome, caller.name).toBe('forbidden')
    }
    const outcome = await attempt(way, harmless(way, expectation), world.administrator)
    expect(['answers', 'not there'], `administrator: ${outcome}`).toContain(outcome)
  })

  it('knows nothing of another project', async () => {
    for (const caller of world.foreigners) {
      const given = real(expectation)
      const named = await attempt(way, given, caller, { 'x-fovea-project': 'local' })
      const isFree = way === 'Query.viewer'
      const expected: Outcome[] = needs === 'administrator' ? ['forbidden'] : isFree ? ['answers'] : ['not there']
      expect(expected, `${caller.name}, as if in it`).toContain(named)
      if (!expectation.real || needs === 'administrator' || way.startsWith('Project.')) continue
      expect(await attempt(way, given, caller), `${caller.name}, from another`).toBe('not there')
    }
  })
})

describe('pictures', () => {
  const paths = () => [
    `/media/${PROJECT}/datasets/${world.things.dataset}/mean.png`,
    `/media/${PROJECT}/datasets/${world.things.dataset}/images/0.png`,
  ]
  const statusOf = async (path: string, caller: Caller) => (await send(world.url, path, caller.headers)).status

  it('are for members alone', async () => {
    for (const path of paths()) {
      expect(await statusOf(path, world.none)).toBe(401)
      expect(await statusOf(path, world.guest)).toBe(404)
      for (const { caller } of world.members) expect(await statusOf(path, caller), caller.name).toBe(200)
      for (const caller of world.foreigners) expect(await statusOf(path, caller), caller.name).toBe(404)
    }
    const seen = `/media/${PROJECT}/classifications/${PROJECT}.png`
    expect(await statusOf(seen, world.none)).toBe(401)
    for (const caller of [world.guest, ...world.foreigners]) expect(await statusOf(seen, caller)).toBe(404)
  })
})

describe('objects', () => {
  it('are given for a signature of ours, to nobody without one', async () => {
    for (const { headers } of [world.none, world.guest, world.administrator, ...world.foreigners]) {
      expect((await send(world.url, '/objects/fovea/x', headers)).status).toBe(403)
      expect((await send(world.url, '/objects/fovea/x?X-Amz-Signature=0', headers)).status).toBe(403)
    }
    const { createUpload } = await world.ask(
      world.administrator,
      `mutation { createUpload(projectId: "${PROJECT}") { url } }`,
    )
    expect((await fetch(new URL(createUpload.url, world.url), { method: 'PUT', body: 'x' })).status).toBe(200)
    // Signed for one key and for sending: not for another key, and not for reading.
    const other = createUpload.url.replace(/uploads\/[^?]+/, 'uploads/other')
    expect((await fetch(new URL(other, world.url), { method: 'PUT', body: 'x' })).status).toBe(403)
    expect((await fetch(new URL(createUpload.url, world.url))).status).toBe(403)
  })
})

it('has changed nothing for anybody who may not', async () => {
  expect(await world.state()).toEqual(before)
})

it('lets a guest go nowhere from his run', async () => {
  const query = `query ($id: ID!) { node(id: $id) { ... on Run {
    name history { state } log { total } points { iterationsPerEpoch } snapshots { id } model { id } dataset { id } } } }`
  const { node } = await world.ask(world.guest, query, { id: world.things.run })
  expect(node).toMatchObject({ name: 'good#1', model: null, dataset: null })
  const { viewer } = await world.ask(world.guest, '{ viewer { runId projects { role } } }')
  expect(viewer).toEqual({ runId: world.things.run, projects: [] })
})

describe('coming in', () => comingIn(() => world))
