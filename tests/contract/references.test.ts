import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compile, standardLayers } from '@fovea/netspec'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { script } from './python.js'
import { layerCases } from './references/cases/index.js'
import { BATCH, CLASSES, INPUT, type LayerCase, networkOf } from './references/cases/layer-case.js'

interface Answer {
  complaints: string[]
  off: number
  gradient_off: number
}

const known = new Set(standardLayers.map(({ type }) => type))
const cases = Object.entries(layerCases).flatMap(([type, list]) =>
  known.has(type) ? list.map(made => ({ type, ...made, title: `${type}: ${made.what}` })) : [],
)

let work: string
let answers: Map<string, Answer>

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'fovea-references-'))
  const orders = cases.map((made, i) => orderOf(made, i + 1))
  const file = join(work, 'order.json')
  writeFileSync(file, JSON.stringify(orders.filter(({ plan }) => plan)))
  const made = (await script('run_references.py', file)) as Answer[]
  const asked = orders.flatMap(({ plan, title }) => (plan ? [title] : []))
  answers = new Map([
    ...orders.map(({ title, faults }): [string, Answer] => [title, { complaints: faults, off: 0, gradient_off: 0 }]),
    ...asked.flatMap((title, i): [string, Answer][] => (made[i] ? [[title, made[i]]] : [])),
  ])
})

afterAll(() => rmSync(work, { recursive: true, force: true }))

function orderOf(made: LayerCase & { type: string; title: string }, seed: number) {
  const [channels, height, width] = made.input ?? INPUT
  const text = networkOf(made)
  const { plan, faults } = compile(text, { classes: made.classes ?? CLASSES, input: { channels, height, width } })
  const { type, title, batch = BATCH, values = 'normal', isConstant = false, tolerance = 1e-5 } = made
  const errors = faults.filter(({ severity }) => severity === 'error').map(({ message }) => message)
  return { check: 'layer', text, plan, faults: errors, seed, type, title, batch, values, constant: isConstant, tolerance }
}

describe('the worker beside a reference in double precision', () => {
  it.each(cases.map(({ title }) => title))('%s', title => {
    expect(answers.get(title)?.complaints).toEqual([])
  })
})
