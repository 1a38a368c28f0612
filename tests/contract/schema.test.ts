import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  buildASTSchema,
  buildSchema,
  findBreakingChanges,
  lexicographicSortSchema,
  parse,
  printSchema,
  visit,
} from 'graphql'
import { expect, it } from 'vitest'

const folder = resolve('services/gateway/schema')
const parts = readdirSync(folder).map(file => readFileSync(join(folder, file), 'utf8'))
/** Without descriptions: they promise nothing. */
const names = visit(parse(parts.join('\n')), {
  enter: node => ('description' in node ? { ...node, description: undefined } : undefined),
})
const current = buildASTSchema(names)
const committed = join(import.meta.dirname, 'schema.graphql')

/** What a client of `before` could no longer rely on, by name. */
const broken = (before: string, after = current) =>
  findBreakingChanges(buildSchema(before), after).map(({ type, description }) => `${type}: ${description}`)

it('keeps every promise of the committed API', () => {
  expect(
    broken(readFileSync(committed, 'utf8')),
    'Clients break. Keep the old names beside the new ones, or, for a change that is meant, renew the file by `pnpm vitest run tests/contract/schema -u`.',
  ).toEqual([])
})

it('is committed as it is, so that the next change is compared with this one', async () => {
  await expect(`${printSchema(lexicographicSortSchema(current))}\n`).toMatchFileSnapshot(committed)
})

it('would name what a client misses', () => {
  const before = buildSchema('type Query { runs(first: Int): Int, models: Int }')
  const after = buildSchema('type Query { runs(first: Int!): Int }')
  expect(broken(printSchema(before), after)).toEqual([
    'FIELD_REMOVED: Query.models was removed.',
    'ARG_CHANGED_KIND: Query.runs arg first has changed type from Int to Int!.',
  ])
})
