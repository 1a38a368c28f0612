import { randomUUID } from 'node:crypto'
import type { ListModelsRequest, ModelPage } from '@fovea/proto/models/v1/models'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asUser, DATASET, PROJECT, type Started, solver, startModels } from './service.js'

let service: Started

/** name, group, minutes since something happened, accuracies of its snapshots; in the order in which they are made. */
const MODELS: [string, string, number, number[]][] = [
  ['beta', '', 5, [0.5, 0.9]],
  ['Alpha', 'old', 1, []],
  ['gamma', 'new', 9, [0.9]],
  ['delta', 'old', 2, [0.1]],
  ['epsilon', '', 7, [0.7, 0.2]],
]

beforeAll(async () => {
  service = await startModels()
  for (const [name, group, minutes, accuracies] of MODELS) {
    const asked = {
      project: PROJECT,
      name,
      dataset: DATASET,
      standard: 'lenet',
      text: '',
      idempotencyKey: randomUUID(),
    }
    const { result } = await asUser(() => service.models.createModel({ ...asked, solver: solver() }))
    if (result?.$case !== 'model') throw new Error(`no model: ${JSON.stringify(result)}`)
    const { id } = result.value
    await service.sql(
      `UPDATE model SET group_name = $2, active_at = now() - $3::int * interval '1 minute' WHERE id = $1`,
      [id, group, minutes],
    )
    for (const [i, accuracy] of accuracies.entries())
      await service.sql(
        `INSERT INTO snapshot (id, project, run, model, iteration, epoch, weights_key, weights_sha256, weights_bytes,
           state_key, state_sha256, state_bytes, val_accuracy, onnx_key)
         VALUES (gen_random_uuid(), $1, gen_random_uuid(), $2, $3, 1, 'w', '', 1, '', '', 0, $4, 'o')`,
        [PROJECT, id, i + 1, accuracy],
      )
  }
})

afterAll(() => service?.stop())

type Change = Partial<ListModelsRequest['page'] & ListModelsRequest>

const list = ({ byGroup, group, ...page }: Change = {}) => {
  const whole = { project: PROJECT, first: 200, after: '', search: '', name: '', ...page }
  return asUser(() => service.models.listModels({ page: whole, dataset: '', byGroup, group }))
}
const names = ({ models }: ModelPage) => models.map(({ name }) => name).join(' ')

/** The same list in pages of one, two … rows, each page behind the last cursor of the one before. */
async function inPages(first: number, change: Change): Promise<string> {
  const read: string[] = []
  for (let after = ''; ; ) {
    const answer = await list({ ...change, first, after })
    read.push(names(answer))
    expect(answer.cursors.at(-1)).toBe(answer.page?.endCursor)
    expect(answer.page?.total).toBe(MODELS.length)
    if (!answer.page?.hasNext) return read.join(' ')
    after = answer.page.endCursor
  }
}

it.each([
  [{}, 'epsilon delta gamma Alpha beta'],
  [{ isReversed: true }, 'beta Alpha gamma delta epsilon'],
  [{ sort: 'name' }, 'Alpha beta delta epsilon gamma'],
  [{ sort: 'name', isReversed: true }, 'gamma epsilon delta beta Alpha'],
  [{ sort: 'activity' }, 'Alpha delta beta epsilon gamma'],
  [{ sort: 'accuracy' }, 'gamma beta epsilon delta Alpha'],
  [{ sort: 'name', byGroup: { closed: [] } }, 'gamma Alpha delta beta epsilon'],
  [{ sort: 'activity', isReversed: true, byGroup: { closed: [] } }, 'gamma delta Alpha epsilon beta'],
  [{ sort: 'name', byGroup: { closed: ['old'] } }, 'gamma beta epsilon'],
  [{ sort: 'name', byGroup: { closed: [''] } }, 'gamma Alpha delta'],
])('sorts by %j, in pages of any length', async (change, order) => {
  expect(names(await list(change))).toBe(order)
  for (const first of [1, 2, 3]) expect(await inPages(first, change)).toBe(order)
})

it('counts the groups of all that match, closed ones too', async () => {
  expect((await list({ byGroup: { closed: ['old'] } })).groups).toEqual([
    { group: 'new', count: 1 },
    { group: 'old', count: 2 },
    { group: '', count: 2 },
  ])
  expect((await list({ search: 'eta' })).groups).toEqual([{ group: '', count: 1 }])
})

it('goes on where it was when rows before it go or come', async () => {
  const { page } = await list({ sort: 'name', first: 2 })
  await service.sql(`UPDATE model SET deleted_at = now() WHERE name = 'beta'`)
  await service.sql(`UPDATE model SET name = 'a new one' WHERE name = 'gamma'`)
  expect(names(await list({ sort: 'name', first: 2, after: page?.endCursor ?? '' }))).toBe('delta epsilon')
  await service.sql(`UPDATE model SET deleted_at = NULL WHERE name = 'beta'`)
  await service.sql(`UPDATE model SET name = 'gamma' WHERE name = 'a new one'`)
})

it('says the best accuracy and the last activity of each, wherever it is asked for', async () => {
  const [beta] = (await list({ name: 'beta' })).models
  expect(beta?.bestAccuracy).toBe(0.9)
  expect(Date.now() - (beta?.lastActivityAt?.getTime() ?? 0)).toBeGreaterThan(4 * 60_000)
  const { models } = await asUser(() => service.models.getModels({ project: PROJECT, ids: [beta?.id ?? ''] }))
  expect(models).toEqual([beta])
  await asUser(() => service.models.freezeModel({ project: PROJECT, model: beta?.id ?? '', solver: solver() }))
  const [after] = (await list({ name: 'beta' })).models
  expect(Date.now() - (after?.lastActivityAt?.getTime() ?? 0)).toBeLessThan(60_000)
})

it.each([
  ['a sort that it does not know', { sort: 'size' }, 'not sorted by size'],
  ['the cursor of another order', { sort: 'name', after: 'other' }, 'not one of this list'],
  ['no cursor at all', { after: 'nonsense' }, 'not one of this list'],
])('refuses %s', async (_, change, message) => {
  const { cursors } = await list({ first: 1 })
  const after = 'after' in change && change.after === 'other' ? (cursors[0] as string) : ''
  await expect(list({ ...change, ...(after ? { after } : {}) })).rejects.toThrow(message)
})
