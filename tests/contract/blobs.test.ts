import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Answered,
  BATCH,
  type Case,
  counted,
  countedByTorch,
  disagreements,
  isOfBatch,
  runInOnnx,
  runInWorker,
} from './both-executors.js'
import { corpus } from './corpus.js'
import { coverage, table } from './coverage.js'

const cases: Case[] = corpus.map(({ name, text, options }) => ({ name, text, options }))

let work: string
let answered: Answered[]

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'fovea-blobs-'))
  answered = await runInWorker(work, cases)
})

afterAll(() => rmSync(work, { recursive: true, force: true }))

const answerOf = (name: string): Answered => {
  const found = answered.find(answer => answer.name === name)
  if (!found) throw new Error(`no answer for ${name}`)
  return found
}

describe.each(cases.map(({ name }) => name))('the network %s', name => {
  it('makes the shapes of its plan in every phase of the worker, all finite', () => {
    const { compiled, phases } = answerOf(name)
    for (const phase of ['train', 'test', 'deploy'] as const) {
      const planned = compiled.plan.ops
        .filter(op => op.phases.includes(phase))
        .flatMap(op => op.tops.map((top, i) => [top, [...(isOfBatch(op, i) ? [] : [BATCH]), ...(op.shapes[i] ?? [])]]))
      const { data: _, ...made } = phases[phase]
      delete made['label']
      expect(Object.fromEntries(Object.entries(made).map(([top, { shape }]) => [top, shape]))).toEqual(
        Object.fromEntries(planned),
      )
      expect(Object.entries(made).filter(([, blob]) => !blob.isFinite)).toEqual([])
    }
  })

  it('has as many parameters in the worker as counted', () => {
    const answer = answerOf(name)
    expect(countedByTorch(answer)).toEqual(counted(answer))
  })

  it('teaches every parameter of which no fault says otherwise', () => {
    const { compiled, stuck } = answerOf(name)
    const apart = compiled.faults.flatMap(({ code, layer }) => (code === 'no-path-to-loss' ? [layer] : []))
    const names = compiled.plan.ops.filter(op => apart.includes(op.name)).flatMap(op => op.parameters)
    expect(stuck).toEqual(names.map(parameter => parameter.name))
  })

  it('answers the same by onnxruntime at every blob', async () => {
    const answer = answerOf(name)
    expect(disagreements(answer, await runInOnnx(answer))).toEqual([])
  })
})

describe('the corpus', () => {
  const rows = coverage(corpus)

  it('has 25 families and more, none of them faulty', () => {
    const families = corpus.filter(({ name }) => !name.startsWith('layers-'))
    expect(families.length).toBeGreaterThanOrEqual(25)
    const faulty = answered.filter(({ compiled }) => compiled.faults.some(({ severity }) => severity === 'error'))
    expect(faulty.map(({ name }) => name)).toEqual([])
  })

  it('has every layer type, and every field off its default', () => {
    // What covers what is to be read in the output of the tests.
    console.info(table(rows))
    expect(rows.length).toBeGreaterThan(150)
    expect(rows.filter(({ files }) => files.length === 0).map(({ type, field }) => `${type} ${field}`)).toEqual([])
  })
})
