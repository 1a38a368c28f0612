import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { png } from '../inputs/pictures.js'
import { type OwnPlatform, PROJECT, startPlatform } from '../support/platform.js'
import { until } from '../support/until.js'
import { type Caller, send } from './api.js'

export const ADMIN_PASSWORD = 'first light of the day'
const PASSWORD = 'correct horse battery'

/** What is in the local project, by id; `folder` is where its pictures are. */
export interface Things {
  dataset: string
  spareDataset: string
  model: string
  run: string
  snapshot: string
  sourceUpload: string
  classification: string
  member: string
  invitation: string
  token: string
  guestLink: string
  folder: string
}

export type Role = 'viewer' | 'editor' | 'admin'
export const ROLES: Role[] = ['viewer', 'editor', 'admin']

/** A platform on which people must sign in, with two projects; the second has one member, an admin, who is nobody in the first. */
export class World {
  things = {} as Things
  none: Caller = { name: 'nobody', headers: {} }
  administrator!: Caller
  guest!: Caller
  /** Of each role, by session and by token. */
  members!: { role: Role; caller: Caller }[]
  foreigners!: Caller[]

  private constructor(readonly platform: OwnPlatform) {}

  static async start(): Promise<World> {
    const platform = await startPlatform({
      host: '0.0.0.0',
      env: { FOVEA_ADMIN_PASSWORD: ADMIN_PASSWORD },
    })
    const world = new World(platform)
    try {
      await world.prepare()
    } catch (error) {
      await platform.stop()
      throw error
    }
    return world
  }

  get url() {
    return this.platform.url
  }

  // biome-ignore lint/suspicious/noExplicitAny: each caller knows the shape of the document it sends
  async ask<T = any>(caller: Caller, query: string, variables: object = {}): Promise<T> {
    const { body } = await send(this.url, '/graphql', caller.headers, { query, variables })
    const { data, errors } = JSON.parse(body)
    if (errors) throw new Error(`${query}: ${errors[0].message}`)
    return data
  }

  async signIn(name: string, password: string): Promise<Caller> {
    return this.entered(name, await send(this.url, '/auth/sign-in', {}, { name, password }))
  }

  entered(name: string, { status, body, headers }: Awaited<ReturnType<typeof send>>): Caller {
    const [cookie] = headers['set-cookie'] ?? []
    if (status !== 200 || !cookie) throw new Error(`${name} did not come in: ${status} ${body}`)
    return { name, headers: { cookie: cookie.split(';')[0] as string } }
  }

  /** A new account that joins the inviter's project. */
  async join(inviter: Caller, name: string, role: Role): Promise<Caller> {
    const { result } = await this.ask(
      inviter,
      `mutation { result: createInvitation(role: ${role.toUpperCase()}) { ... on NewInvitation { path } } }`,
    )
    const path = `/auth/invitations/${result.path.split('/').at(-1)}`
    return this.entered(`${name}'s session`, await send(this.url, path, {}, { name, password: PASSWORD }))
  }

  async tokenOf(maker: Caller, name: string, role: Role): Promise<Caller & { id: string }> {
    const { result } = await this.ask(
      maker,
      `mutation ($name: String!) { result: createToken(name: $name, role: ${role.toUpperCase()}) { ... on NewToken { secret token { id } } } }`,
      { name },
    )
    return { id: result.token.id, name: `a token of ${role}`, headers: { authorization: `Bearer ${result.secret}` } }
  }

  private async prepare(): Promise<void> {
    this.administrator = await this.signIn('admin', ADMIN_PASSWORD)
    const { administrator } = this
    await this.makeThings()
    this.members = []
    for (const role of ROLES) {
      this.members.push({ role, caller: await this.join(administrator, `the-${role}`, role) })
      this.members.push({ role, caller: await this.tokenOf(administrator, `by ${role}`, role) })
    }
    await this.ask(administrator, 'mutation { createProject(handle: "other", name: "Other") { __typename } }')
    const other = { ...administrator, headers: { ...administrator.headers, 'x-fovea-project': 'other' } }
    const foreigner = await this.join(other, 'stranger', 'admin')
    this.foreigners = [foreigner, { ...(await this.tokenOf(foreigner, 'theirs', 'admin')), name: 'a stranger’s token' }]
    await this.makeAccess()
  }

  private async makeThings(): Promise<void> {
    const folder = join(this.platform.dataRoot, 'good')
    for (const [name, brightness] of [
      ['bright', 200],
      ['dark', 20],
    ] as const) {
      mkdirSync(join(folder, name), { recursive: true })
      for (let n = 0; n < 12; n++) writeFileSync(join(folder, name, `${n}.png`), png(brightness, n))
    }
    const dataset = await this.makeDataset('good', folder)
    const spareDataset = await this.makeDataset('spare', folder)
    const { model } = await this.ask(
      this.administrator,
      'mutation ($input: CreateModelInput!) { model: createModel(input: $input) { ... on Model { id } } }',
      {
        input: {
          projectId: PROJECT,
          name: 'good',
          datasetId: dataset,
          network: { standard: 'lenet' },
          solver: { epochs: 1 },
          idempotencyKey: randomUUID(),
        },
      },
    )
    const { run } = await this.ask(
      this.administrator,
      'mutation ($model: ID!, $key: String!) { run: createRun(modelId: $model, idempotencyKey: $key) { ... on Run { id } } }',
      { model: model.id, key: randomUUID() },
    )
    const snapshot = await this.snapshotOf(run.id)
    const classification = await this.classify(snapshot)
    const { upload } = await this.ask(
      this.administrator,
      'mutation ($input: SourceUploadInput!) { upload: createSourceUpload(input: $input) { ... on SourceUpload { id } } }',
      {
        input: { projectId: PROJECT, name: 'mine', format: 'ZIP', bytes: 9, pieces: 1, idempotencyKey: randomUUID() },
      },
    )
    Object.assign(this.things, {
      dataset,
      spareDataset,
      model: model.id,
      run: run.id,
      snapshot,
      sourceUpload: upload.id,
      classification,
      folder,
    })
  }

  /** The first snapshot of a run, once it is over: nothing of it changes by itself any more. */
  private snapshotOf(run: string): Promise<string> {
    return until('the run to end', 200, async () => {
      const { node } = await this.ask(
        this.administrator,
        'query ($id: ID!) { node(id: $id) { ... on Run { state reason snapshots { id } } } }',
        { id: run },
      )
      if (node.state === 'FAILED') throw new Error(`the run failed: ${node.reason}`)
      return node.state === 'SUCCEEDED' && node.snapshots[0]?.id
    })
  }

  private async classify(snapshot: string): Promise<string> {
    const { upload } = await this.ask(
      this.administrator,
      'mutation ($project: ID!) { upload: createUpload(projectId: $project) { id url } }',
      { project: PROJECT },
    )
    await fetch(new URL(upload.url, this.url), { method: 'PUT', body: new Uint8Array(png(200, 1)) })
    const { answer } = await this.ask(
      this.administrator,
      'mutation ($snapshot: ID!, $upload: ID!) { answer: classify(snapshotId: $snapshot, uploadId: $upload) { ... on Classification { id } } }',
      { snapshot, upload: upload.id },
    )
    return answer.id
  }

  private async makeDataset(name: string, folder: string): Promise<string> {
    const { made } = await this.ask(
      this.administrator,
      'mutation ($input: CreateDatasetInput!) { made: createDataset(input: $input) { ... on Dataset { id } } }',
      {
        input: {
          projectId: PROJECT,
          name,
          folder,
          recipe: { height: 28, width: 28, channels: 1 },
          idempotencyKey: randomUUID(),
        },
      },
    )
    return until(`${name} to be ready`, 120, async () => {
      const { node } = await this.ask(
        this.administrator,
        'query ($id: ID!) { node(id: $id) { ... on Dataset { state } } }',
        made,
      )
      return node.state === 'READY' && made.id
    })
  }

  private async makeAccess(): Promise<void> {
    const { administrator } = this
    const { link } = await this.ask(
      administrator,
      'mutation ($id: ID!) { link: createGuestLink(runId: $id) { ... on NewGuestLink { path link { id } } } }',
      { id: this.things.run },
    )
    this.guest = { name: 'a guest', headers: { authorization: `Bearer ${link.path.split('/').at(-1)}` } }
    const { invitation } = await this.ask(
      administrator,
      'mutation { invitation: createInvitation(role: VIEWER) { ... on NewInvitation { invitation { id } } } }',
    )
    const { project } = await this.ask(administrator, '{ project { members { id name } } }')
    Object.assign(this.things, {
      member: project.members.find(({ name }: { name: string }) => name === 'the-viewer').id,
      invitation: invitation.invitation.id,
      token: (await this.tokenOf(administrator, 'spare', 'viewer')).id,
      guestLink: link.link.id,
    })
  }

  /** All that is in the local project, to be compared: nobody without the right has changed a thing. */
  state(): Promise<object> {
    return this.ask(
      this.administrator,
      `{ project { datasets { nodes { id state revision } } models { nodes { id notes revision } }
         runs { nodes { id state revision snapshots { id isPinned } } }
         members { id role } invitations { id } tokens { id role } guestLinks { id } } viewer { projects { project { handle } } } }`,
    )
  }
}
