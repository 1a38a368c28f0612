import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compile, standardLayers } from '@fovea/netspec'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { script } from './python.js'
import { networkOf } from './references/cases/layer-case.js'
import { refusedCases } from './references/cases/refused.js'
import { upgradedCases } from './references/cases/upgraded.js'
import { coverageOf, tableOf } from './references/coverage.js'
import { items } from './references/items.js'
import { type Order, orders } from './references/orders.js'

interface Answer {
  complaints: string[]
  off: number
  gradient_off: number
}

const options = { classes: 4, input: { channels: 3, height: 7, width: 6 } }
const asked = orders()
let work: string
let answers: Map<string, Answer>

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'fovea-references-'))
  const sound = asked.filter(({ faults }) => faults.length === 0)
  const file = join(work, 'order.json')
  writeFileSync(file, JSON.stringify(sound))
  const made = (await script('run_references.py', file)) as Answer[]
  answers = new Map(sound.flatMap(({ title }, i) => (made[i] ? [[title, made[i]]] : [])))
})

afterAll(() => rmSync(work, { recursive: true, force: true }))

describe('the worker beside references in double precision', () => {
  it.each(asked.map(order => [order.title, order] as const))('%s', (title, { faults }: Order) => {
    expect(faults).toEqual([])
    expect(answers.get(title)?.complaints).toEqual([])
  })
})

describe('texts of the first form', () => {
  it.each(upgradedCases)('$what', ({ old, present }) => {
    expect(compile(old, options).faults.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(compile(old, options).plan).toEqual(compile(present, options).plan)
  })
})

describe('what Caffe aborts at', () => {
  it.each(refusedCases)('$what', ({ text, layer, severity }) => {
    const { faults } = compile(networkOf({ what: '', text }), options)
    expect(faults.map(fault => ({ layer: fault.layer, severity: fault.severity }))).toContainEqual({ layer, severity })
    expect(faults.filter(fault => fault.severity === 'error' && severity === 'warning')).toEqual([])
  })
})

describe('the cases', () => {
  const computing = standardLayers.filter(({ kind }) => kind !== 'input')
  const coverage = coverageOf(asked)

  it.each(computing.map(({ type }) => type))('are five or more of %s', type => {
    expect(coverage.get(type)?.cases ?? 0).toBeGreaterThanOrEqual(5)
  })

  it.each(computing.map(({ type, fields }) => [type, Object.keys(fields)] as const))(
    'set every field of %s at least once',
    (type, fields) => {
      expect(fields.filter(field => !coverage.get(type)?.fields.has(field))).toEqual([])
    },
  )

  it.each(Object.entries(items))('have one for the difference %s: %s', number => {
    const named = [...asked, ...upgradedCases].filter(made => made.items.includes(Number(number)))
    expect(named.length).toBeGreaterThan(0)
  })

  it('have titles of their own', () => {
    expect(new Set(asked.map(({ title }) => title)).size).toBe(asked.length)
  })

  it('are listed', () => {
    const table = tableOf(coverage, answers)
    const folder = process.env['FOVEA_ARTEFACTS']
    if (folder) writeFileSync(join(folder, 'layer-references.md'), table)
    console.info(table)
    expect(table.split('\n').length).toBeGreaterThan(computing.length)
  })
})
