import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compile } from './compile.ts'
import type { Fault } from './faults.ts'
import { readSolver } from './solver/read-solver.ts'
import { faultsOfGraphs } from './testing/faults-of-graphs.ts'
import { faultsOfLayers } from './testing/faults-of-layers.ts'
import { faultsOfSolvers } from './testing/faults-of-solvers.ts'
import { faultsOfText } from './testing/faults-of-text.ts'
import { plant, sound } from './testing/planted.ts'

const options = { classes: 10, input: { channels: 3, height: 32, width: 32 } }
const networks = [...faultsOfText, ...faultsOfLayers, ...faultsOfGraphs]

/** The planted fault must be told at its place; beside it there may be warnings, which follow from it, but no error. */
function expectPlanted(faults: readonly Fault[], code: string, place: string, severity = 'error') {
  const told = faults.map(fault => `${fault.severity} ${fault.code} ${fault.line}:${fault.column}`)
  const wanted = `${severity} ${code} ${place}`
  expect(told).toContain(wanted)
  expect(told.filter(fault => fault.startsWith('error') && fault !== wanted)).toEqual([])
  if (severity === 'warning') expect(told).toEqual([wanted])
}

describe('planted faults', () => {
  it('begin from a network without fault', () => {
    const { faults, plan } = compile(sound, options)
    expect(faults).toEqual([])
    expect(plan?.ops).toHaveLength(12)
  })

  for (const [what, code, planted, more = {}] of networks) {
    it(`${what}: ${code}`, () => {
      const { text, place } = plant(planted)
      const { faults, plan, onnx } = compile(text, { ...options, ...more.options })
      expectPlanted(faults, code, place, more.severity)
      const isSound = more.severity === 'warning'
      expect([plan, onnx].map(made => made !== undefined)).toEqual([isSound, isSound])
    })
  }

  for (const [what, code, planted, more = {}] of faultsOfSolvers) {
    it(`${what} in a solver: ${code}`, () => {
      const { text, place } = plant(planted)
      const { faults, solver } = readSolver(text)
      expectPlanted(faults, code, place, more.severity)
      expect(solver !== undefined).toBe(more.severity === 'warning')
    })
  }

  it('are one each of every code that the sources can tell', () => {
    const planted = new Set([...networks, ...faultsOfSolvers].map(([, code]) => code))
    expect(planted.size).toBeGreaterThan(60)
    expect([...codesOfSources()].sort()).toEqual([...planted].sort())
  })
})

/** Codes as they are written: `code: 'x'`, `fail('x', …)`, `warn('x', …)`, `error('x', …)`. */
function codesOfSources(): Set<string> {
  const codes = new Set<string>()
  for (const file of readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts') || file.startsWith('testing')) continue
    const source = readFileSync(join(import.meta.dirname, file), 'utf8')
    for (const [, expression = ''] of source.matchAll(/\bcode: ([^\n]+)/g))
      for (const [, code = ''] of expression.matchAll(/(?:[:?]|^) ?'([a-z0-9-]+)'/g)) codes.add(code)
    for (const [, code = ''] of source.matchAll(/\b(?:fail|warn|error)\(\s*'([a-z0-9-]+)'/g)) codes.add(code)
  }
  return codes
}
