import pg from 'pg'
import { expect, it } from 'vitest'
import WebSocket from 'ws'
import { PROJECT } from '../support/platform.js'
import { type Caller, send } from './api.js'
import { ADMIN_PASSWORD, type World } from './world.js'

const VIEWER = { query: '{ viewer { name role } }' }

/** Signing in and out, invitations, tokens, and the trail that they leave. */
export function comingIn(find: () => World): void {
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    send(find().url, path, headers, body)
  const statusOf = async ({ headers }: Caller) => (await send(find().url, '/graphql', headers, VIEWER)).status

  it('hands out a cookie that neither scripts nor other sites get at, to the right password alone', async () => {
    const wrong = await post('/auth/sign-in', { name: 'admin', password: 'wrong' })
    expect(wrong.status).toBe(401)
    expect(wrong.headers['set-cookie']).toBeUndefined()
    const right = { name: 'ADMIN', password: ADMIN_PASSWORD }
    const { status, headers } = await post('/auth/sign-in', right)
    expect(status).toBe(200)
    expect(headers['set-cookie']?.[0]).toMatch(
      /^fovea_session_\d+=fvs_[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/,
    )
    const tls = await post('/auth/sign-in', right, { 'x-forwarded-proto': 'https' })
    expect(tls.headers['set-cookie']?.[0]).toMatch(/; Secure$/)
    expect(tls.headers['strict-transport-security']).toContain('max-age')
    expect(headers['strict-transport-security']).toBeUndefined()
  })

  it('takes no request that a page elsewhere can send', async () => {
    const right = { name: 'admin', password: ADMIN_PASSWORD }
    expect((await post('/auth/sign-in', right, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await post('/auth/sign-in', right, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await post('/auth/sign-in', right, { 'content-type': 'text/plain' })).status).toBe(400)
    const { headers } = find().administrator
    expect((await post('/graphql', VIEWER, { ...headers, origin: 'https://evil.example' })).status).toBe(403)
    expect((await post('/graphql', VIEWER, { ...headers, host: 'evil.example' })).status).toBe(403)
  })

  it('says how long to wait after too many tries, even for the right password', async () => {
    const world = find()
    await world.join(world.administrator, 'guessed', 'viewer')
    const guess = (password: string) => post('/auth/sign-in', { name: 'guessed', password })
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => guess(`wrong ${n}`)))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(8)
    const late = await guess('correct horse battery')
    expect(late.status).toBe(429)
    expect(Number(late.headers['retry-after'])).toBeGreaterThan(600)
    expect(JSON.parse(late.body).message).toMatch(/^Too many tries\. Wait 1\d min/)
    expect((await post('/auth/sign-in', { name: 'admin', password: ADMIN_PASSWORD })).status).toBe(200)
  })

  it('ends a session when its owner signs out, and the others when the password changes', async () => {
    const world = find()
    const first = await world.join(world.administrator, 'changing', 'viewer')
    const second = await world.signIn('changing', 'correct horse battery')
    const change = (current: string, next: string) => post('/auth/password', { current, next }, second.headers)
    expect((await change('wrong', 'another horse')).status).toBe(401)
    expect((await change('correct horse battery', 'short')).status).toBe(422)
    expect((await change('correct horse battery', 'another horse')).status).toBe(204)
    expect([await statusOf(first), await statusOf(second)]).toEqual([401, 200])
    expect((await post('/auth/sign-out', {}, second.headers)).status).toBe(204)
    expect(await statusOf(second)).toBe(401)
    expect(await statusOf(await world.signIn('changing', 'another horse'))).toBe(200)
  })

  it('closes the sockets of who is signed out', async () => {
    const world = find()
    const caller = await world.join(world.administrator, 'listening', 'viewer')
    const socket = new WebSocket(`${world.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', caller)
    const closed = new Promise<number>(resolve => socket.on('close', resolve))
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })))
    await new Promise(resolve => socket.once('message', resolve))
    await post('/auth/sign-out', {}, caller.headers)
    expect(await closed).toBe(4403)
  }, 20_000)

  it('opens an invitation once, even for two at once', async () => {
    const world = find()
    const { made } = await world.ask(
      world.administrator,
      'mutation { made: createInvitation(role: EDITOR) { ... on NewInvitation { path } } }',
    )
    const path = `/auth/invitations/${made.path.split('/').at(-1)}`
    expect(JSON.parse((await send(world.url, path, {})).body)).toEqual({
      project: 'Local',
      role: 'editor',
      invitedBy: 'admin',
    })
    expect((await post(path, { name: 'admin', password: 'correct horse' })).status).toBe(409)
    const both = await Promise.all(['one', 'two'].map(name => post(path, { name, password: 'correct horse' })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410])
    expect((await send(world.url, path, {})).status).toBe(410)
  })

  it('gives a token no more rights than its maker has now, and none when it is removed', async () => {
    const world = find()
    const maker = await world.join(world.administrator, 'maker', 'admin')
    const token = await world.tokenOf(maker, 'of the maker', 'admin')
    const roleOf = async () => (await world.ask(token, '{ viewer { role } }')).viewer.role
    expect(await roleOf()).toBe('admin')
    const { project } = await world.ask(world.administrator, '{ project { members { id name } } }')
    const { id } = project.members.find(({ name }: { name: string }) => name === 'maker')
    const set = 'mutation ($id: ID!, $role: Role!) { setMemberRole(accountId: $id, role: $role) { __typename } }'
    await world.ask(world.administrator, set, { id, role: 'VIEWER' })
    expect(await roleOf()).toBe('viewer')
    await world.ask(world.administrator, 'mutation ($id: ID!) { removeMember(accountId: $id) { __typename } }', { id })
    expect(await statusOf(token)).toBe(401)
    const own = await world.tokenOf(world.administrator, 'removed', 'viewer')
    expect(await statusOf(own)).toBe(200)
    await world.ask(world.administrator, 'mutation ($id: ID!) { removeToken(id: $id) { __typename } }', own)
    expect(await statusOf(own)).toBe(401)
  })

  it('keeps one admin in a project', async () => {
    const world = find()
    const [stranger] = world.foreigners
    const { project } = await world.ask(stranger as Caller, '{ project { members { id name role } } }')
    const remove =
      'mutation ($id: ID!) { result: removeMember(accountId: $id) { ... on Refusal { code } ... on Removed { id } } }'
    const results = []
    for (const { id } of project.members)
      results.push((await world.ask(world.administrator, remove, { id })).result.code)
    // Not of this project, whoever asks from another.
    expect(results.filter(code => code === 'not-found').length).toBeGreaterThan(0)
    const other = { ...world.administrator, headers: { ...world.administrator.headers, 'x-fovea-project': 'other' } }
    const codes = []
    for (const { id } of project.members) codes.push((await world.ask(other, remove, { id })).result.code)
    expect(codes.at(-1)).toBe('last-admin')
  })

  it('leads who is not signed in to the sign-in page, and back', async () => {
    const { status, headers } = await send(find().url, '/p/local/models/x?run=2', {})
    expect([status, headers['location']]).toEqual([307, '/sign-in?next=%2Fp%2Flocal%2Fmodels%2Fx%3Frun%3D2'])
    const inside = await send(find().url, '/', find().administrator.headers)
    expect([inside.status, inside.headers['location']]).toEqual([307, '/p/local'])
  })

  it('shows no folder but the named data root', async () => {
    const { platform, administrator } = find()
    const { project } = await find().ask(administrator, '{ project { completePath(typed: "/") { roots } } }')
    expect(project.completePath.roots).toEqual([platform.dataRoot])
  })

  it('remembers what was done, and cannot be made to forget', async () => {
    const world = find()
    const database = new pg.Client({ connectionString: world.platform.databaseUrl })
    await database.connect()
    try {
      const { rows } = await database.query('SELECT actor, action, outcome, project FROM gateway.audit ORDER BY id')
      const waits = rows.filter(({ actor, outcome }) => actor === 'guessed' && outcome === 'wait')
      expect(waits).toEqual([{ actor: 'guessed', action: 'sign-in', outcome: 'wait', project: null }])
      expect(rows).toContainEqual({ actor: 'admin', action: 'createToken', outcome: 'done', project: PROJECT })
      expect(rows).toContainEqual({
        actor: 'the-viewer',
        action: 'deleteDataset',
        outcome: 'forbidden',
        project: PROJECT,
      })
      for (const change of [
        `UPDATE gateway.audit SET actor = 'x'`,
        'DELETE FROM gateway.audit',
        'TRUNCATE gateway.audit',
      ])
        await expect(database.query(change)).rejects.toThrow('only ever added to')
      for (const table of ['session', 'token', 'invitation', 'guest_link', 'account', 'audit']) {
        const { rows } = await database.query(`SELECT row_to_json(t)::text AS text FROM gateway.${table} t`)
        expect(rows.length, table).toBeGreaterThan(0)
        expect(rows.map(({ text }) => text).join()).not.toMatch(/fv[stgi]_|correct horse|first light/)
      }
    } finally {
      await database.end()
    }
    const { project } = await world.ask(
      world.administrator,
      '{ project { audit(first: 5) { nodes { id } pageInfo { endCursor hasNextPage } } } }',
    )
    expect(project.audit.pageInfo.hasNextPage).toBe(true)
    const older = await world.ask(
      world.administrator,
      'query ($after: String) { project { audit(first: 5, after: $after) { nodes { id } } } }',
      { after: project.audit.pageInfo.endCursor },
    )
    const ids = [...project.audit.nodes, ...older.project.audit.nodes].map(({ id }) => Number(id))
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a))
    expect(ids).toHaveLength(10)
  })
}
