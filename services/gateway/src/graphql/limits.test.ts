import { readdirSync, readFileSync } from 'node:fs'
import { buildSchema, type OperationDefinitionNode, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { tooMuch } from './limits.js'
import { weigh } from './weigh.js'

const folder = new URL('../../schema/', import.meta.url)
const schema = buildSchema(
  readdirSync(folder)
    .map(file => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n'),
)

function weightOf(text: string, variables = {}) {
  const document = parse(text)
  expect(validate(schema, document)).toEqual([])
  return weigh(schema, document, document.definitions[0] as OperationDefinitionNode, variables)
}

const inProject = (text: string) => `{ project(handle: "local") { ${text} } }`
const times = (count: number, text: (i: number) => string) => Array.from({ length: count }, (_, i) => text(i)).join(' ')
/** Fragments that each spread the next twice: short to write, endless to walk one by one. */
const bomb = (levels: number) =>
  `{ project(handle: "local") { ...f0 ...f0 } } ${times(levels, i => `fragment f${i} on Project { ...f${i + 1} ...f${i + 1} }`)} fragment f${levels} on Project { devices { notReady } }`

describe('the weight of a document', () => {
  it.each([
    ['a plain row', '{ viewer { name } }', {}, { depth: 2, aliases: 0, cost: 1 }],
    ['a page', inProject('models(first: 100) { nodes { name } }'), {}, { depth: 4, aliases: 0, cost: 122 }],
    ['the page of the schema', inProject('models { nodes { name } }'), {}, { depth: 4, aliases: 0, cost: 72 }],
    [
      'a preview',
      inProject('previewSource(source: {}, recipe: {}) { images { path } }'),
      {},
      { depth: 4, aliases: 0, cost: 1 + 2_000 + 1 + 10 },
    ],
    [
      'a page by a variable',
      'query ($n: Int) { project(handle: "local") { models(first: $n) { nodes { name } } } }',
      { n: 7 },
      { depth: 4, aliases: 0, cost: 29 },
    ],
    [
      'a page by the default of a variable',
      'query ($n: Int = 7) { project(handle: "local") { models(first: $n) { nodes { name } } } }',
      {},
      { depth: 4, aliases: 0, cost: 29 },
    ],
    [
      'no longer page than is ever answered',
      inProject('models(first: 100000) { nodes { name } }'),
      {},
      { depth: 4, aliases: 0, cost: 222 },
    ],
    [
      'lists inside a list',
      inProject('models(first: 10) { edges { node { runs(first: 5) { nodes { name } } } } }'),
      {},
      { depth: 7, aliases: 0, cost: 1 + 21 + 10 * (1 + 1 + 21 + 5) },
    ],
    [
      'columns of numbers',
      '{ node(id: "1") { ... on Run { points(series: ["a", "b"], maxValues: 400) { series { iterations min max } } } } }',
      {},
      { depth: 4, aliases: 0, cost: 2 + 2 * (1 + 12) },
    ],
    ['aliases', '{ a: viewer { b: name } }', {}, { depth: 2, aliases: 2, cost: 1 }],
    [
      'the schema itself',
      '{ __schema { types { fields { type { ofType { ofType { name } } } } } } }',
      {},
      { depth: 1, aliases: 0, cost: 500 },
    ],
    ['a change', 'mutation { pauseRun(id: "1") { __typename } }', {}, { depth: 1, aliases: 0, cost: 21 }],
  ])('%s', (_, text, variables, weight) => expect(weightOf(text, variables)).toEqual(weight))

  it('of fragments within fragments is known at once', () => {
    expect(weightOf(bomb(60)).cost).toBeGreaterThan(1e15)
  })
})

describe('the limits', () => {
  const deep = (levels: number): string => (levels === 0 ? 'id' : `newestRun { model { ${deep(levels - 1)} } }`)
  it.each([
    [
      'what a page asks for',
      inProject('models(first: 200) { nodes { dataset { name } newestRun { solver { epochs } } } }'),
      undefined,
    ],
    ['depth 12', inProject(`model(name: "a") { ${deep(4)} newestRun { id } }`), undefined],
    ['depth 13', inProject(`model(name: "a") { ${deep(5)} }`), 'too-deep'],
    ['30 aliases', `{ ${times(30, i => `a${i}: viewer { name }`)} }`, undefined],
    ['31 aliases', `{ ${times(31, i => `a${i}: viewer { name }`)} }`, 'too-many-aliases'],
    [
      'pages inside pages',
      inProject('models(first: 200) { nodes { runs(first: 200) { nodes { id } } } }'),
      'too-costly',
    ],
    ['all points of many runs', inProject('runs(first: 200) { nodes { points { series { min } } } }'), 'too-costly'],
    ['a bomb of fragments', bomb(60), 'too-costly'],
  ])('%s', (_, text, code) => expect(tooMuch(weightOf(text))?.code).toBe(code))

  it('say what, how much, what is allowed and what to do', () => {
    expect(tooMuch({ depth: 3, aliases: 0, cost: 12_345.5 })).toEqual({
      code: 'too-costly',
      message: 'This document may read 12,346 objects; 10,000 are allowed.',
      hint: 'Ask for smaller pages (`first`), fewer values (`maxValues`), or fewer lists inside lists.',
    })
  })
})
