import { describe, expect, it } from 'vitest'
import type { Caller, Role } from './caller.js'
import { check, guarded } from './guard.js'

const project = { id: 'p1', handle: 'p', name: 'P' }
const as = (role: Role, more: Partial<Caller> = {}): Caller => ({
  kind: 'account',
  name: 'ann',
  isAdministrator: false,
  right: { project, role },
  ...more,
})
const passes = (need: Parameters<typeof check>[1], caller: Caller) => {
  try {
    check('field', need, caller)
    return true
  } catch {
    return false
  }
}

describe('a field', () => {
  it.each([
    ['anyone', as('viewer', { kind: 'guest' }), true],
    ['viewer', as('viewer', { kind: 'guest' }), false],
    ['viewer', as('viewer'), true],
    ['viewer', as('admin', { right: undefined }), false],
    ['editor', as('viewer'), false],
    ['editor', as('admin'), true],
    ['admin', as('editor'), false],
    ['administrator', as('admin'), false],
    ['administrator', as('viewer', { isAdministrator: true }), true],
  ] as const)('that needs %s', (need, caller, may) => expect(passes(need, caller)).toBe(may))
})

describe('a guarded map', () => {
  const deeds: object[] = []
  const context = (caller: Caller) => ({
    caller,
    actor: { actor: caller.name, project: project.id, requestId: 'r' },
    address: '::1',
    accounts: { audit: { write: async (deed: object) => void deeds.push(deed) } },
  })
  const map = guarded([
    {
      Mutation: {
        deleteRun: () => ({ __typename: 'Refusal', code: 'in-use' }),
        deleteDatasets: () => [{ __typename: 'Dataset' }, { __typename: 'Refusal', code: 'in-use' }],
      },
      Project: { tokens: () => [], members: () => [] },
      Query: { anything: () => 1 },
      Run: { name: () => 'n' },
    },
  ])[0] as Record<string, Record<string, (...all: unknown[]) => Promise<unknown>>>

  it('asks for an editor where nothing is said of a mutation, and tells what was done', async () => {
    await expect(map['Mutation']?.['deleteRun']?.({}, { id: 'x' }, context(as('viewer')))).rejects.toThrow('editor')
    await map['Mutation']?.['deleteRun']?.({}, { id: 'x' }, context(as('editor')))
    expect(deeds).toMatchObject([
      { action: 'deleteRun', subject: 'x', outcome: 'forbidden' },
      { action: 'deleteRun', subject: 'x', outcome: 'refused: in-use' },
    ])
  })

  it('tells of many rows at once how many were refused', async () => {
    await map['Mutation']?.['deleteDatasets']?.({}, { ids: ['x', 'y'] }, context(as('editor')))
    expect(deeds.at(-1)).toMatchObject({ subject: 'x y', outcome: 'refused: in-use (1 of 2)' })
  })

  it.each([
    ['tokens', 'p1', 'admin', true],
    ['tokens', 'p1', 'editor', false],
    ['members', 'p1', 'viewer', true],
    ['tokens', 'p2', 'admin', false],
    ['members', 'p2', 'admin', false],
  ] as const)('shows %s of the project %s to an %s of p1: %s', async (field, id, role, may) => {
    const read = async () => map['Project']?.[field]?.({ id }, {}, context(as(role)))
    const seen = await read().then(
      () => true,
      () => false,
    )
    expect(seen).toBe(may)
  })

  it('refuses a project that is not the request’s', async () => {
    await expect(map['Query']?.['anything']?.({}, { projectId: 'p2' }, context(as('admin')))).rejects.toThrow('project')
    expect(await map['Query']?.['anything']?.({}, { input: { projectId: 'p1' } }, context(as('viewer')))).toBe(1)
  })
})
