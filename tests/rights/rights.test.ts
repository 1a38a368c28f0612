import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROJECT } from '../support/platform.js'
import { type Caller, type Outcome, send, tryOut, trySocket, ways } from './api.js'
import { comingIn } from './coming-in.js'
import { type Expectation, expectations, mediaPaths, type Need } from './expectations.js'
import { inBrowser } from './in-browser.js'
import { ROLES, type Role, World } from './world.js'

let world: World
let before: object

beforeAll(async () => {
  world = await World.start()
  before = await world.state()
}, 500_000)

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

describe('pictures and files', () => {
  const controllers = resolve('services/gateway/src/media')
  const statusOf = async (path: string, caller: Caller) =>
    (await send(world.url, `/media/${PROJECT}/${path}`, caller.headers)).status

  it('have an expectation for every path, and no other', () => {
    const texts = readdirSync(controllers).filter(name => name.endsWith('.controller.ts'))
    const named = texts.flatMap(name => [
      ...readFileSync(join(controllers, name), 'utf8').matchAll(/@Get\('([^']*)'\)/g),
    ])
    expect(Object.keys(mediaPaths).sort()).toEqual(named.map(([, path]) => path).sort())
  })

  it.each(Object.entries(mediaPaths))('%s is for members alone', async (_, pathOf) => {
    const path = pathOf(world.things)
    expect(await statusOf(path, world.none)).toBe(401)
    expect(await statusOf(path, world.guest)).toBe(404)
    for (const { caller } of world.members) expect(await statusOf(path, caller), caller.name).toBe(200)
    for (const caller of world.foreigners) expect(await statusOf(path, caller), caller.name).toBe(404)
  })

  it('are found in their own project alone', async () => {
    const [stranger] = world.foreigners as [Caller]
    const { project } = await world.ask(stranger, '{ project { id } }')
    for (const pathOf of Object.values(mediaPaths)) {
      const path = `/media/${project.id}/${pathOf(world.things)}`
      expect((await send(world.url, path, stranger.headers)).status, path).toBe(404)
    }
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

it('shows no part of a project but in a request about it', async () => {
  const both = { ...world.administrator, headers: { ...world.administrator.headers, 'x-fovea-project': 'other' } }
  const query = '{ viewer { projects { project { handle tokens { id } } } } }'
  await expect(world.ask(both, query)).rejects.toThrow('no such project')
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

describe('in a browser', () => inBrowser(() => world))
