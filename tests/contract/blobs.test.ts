import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { standardLayers, standardNetworks } from '@fovea/netspec'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answered, BATCH, blobInWorker, type Case, difference, runInOnnx, runInWorker } from './both-executors.js'
import { mixedNetworks } from './mixed-networks.js'

const input = (channels: number, height: number, width = height) => ({
  classes: 5,
  input: { channels, height, width },
})

const cases: Case[] = [
  { name: 'lenet', text: standardNetworks.lenet, options: input(1, 28) },
  { name: 'lenet in colour', text: standardNetworks.lenet, options: input(3, 36, 40) },
  { name: 'cifar', text: standardNetworks.cifar, options: input(3, 32) },
  { name: 'cifar in grey', text: standardNetworks.cifar, options: input(1, 64) },
  ...Object.entries(mixedNetworks).map(([name, text]) => ({ name, text, options: input(3, 23, 18) })),
]

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
        .flatMap(({ type, tops, shapes }) =>
          tops.map((top, i) => [top, [...(isOfBatch(type, i) ? [] : [BATCH]), ...(shapes[i] ?? [])]]),
        )
      const { data: _, ...made } = phases[phase]
      delete made['label']
      expect(Object.fromEntries(Object.entries(made).map(([top, { shape }]) => [top, shape]))).toEqual(
        Object.fromEntries(planned),
      )
      expect(Object.entries(made).filter(([, blob]) => !blob.isFinite)).toEqual([])
    }
  })

  it('has as many parameters in the worker as counted', () => {
    const { compiled, parameters, statistics } = answerOf(name)
    expect({ parameters, statistics }).toEqual({
      parameters: compiled.figures.parameters,
      statistics: compiled.figures.statistics,
    })
  })

  it('answers the same by onnxruntime at every blob', async () => {
    const answer = answerOf(name)
    const made = await runInOnnx(answer)
    const ops = answer.compiled.plan.ops.filter(({ phases }) => phases.includes('deploy'))
    expect([...made.keys()].sort()).toEqual(ops.flatMap(({ tops }) => tops).sort())
    for (const { tops, shapes } of ops) {
      for (const [i, top] of tops.entries()) {
        const blob = made.get(top)
        const values = blob?.values ?? new Float32Array()
        const expected = blobInWorker(answer.folder, top)
        expect([top, blob?.dims]).toEqual([top, [BATCH, ...(shapes[i] ?? [])]])
        expect(values.length).toBe(expected.length)
        expect(new Set(values).size, `${top} is constant`).toBeGreaterThan(1)
        expect(difference(values, expected), `${top} by onnxruntime and by the worker`).toBeLessThanOrEqual(1e-5)
      }
    }
  })
})

/** Losses and accuracies are of the whole batch, as is the accuracy of each class. */
const isOfBatch = (type: string, top: number) => type === 'Accuracy' || (type === 'SoftmaxWithLoss' && top === 0)

describe('the networks above', () => {
  const blocks = Object.values(mixedNetworks).flatMap(text => text.split(/^(?=layer \{)/m))
  const computing = standardLayers.filter(({ kind }) => kind !== 'input')
  const fields = computing.flatMap(({ type, fields }) => Object.keys(fields).map(field => [type, field] as const))

  it.each(computing.map(({ type }) => [type]))('have a layer %s', type => {
    expect(blocks.some(block => block.includes(`type: "${type}"`))).toBe(true)
  })

  it.each(fields)('have a layer %s with the field %s', (type, field) => {
    const isSet = new RegExp(`\\b${field}\\s*[:{]`)
    expect(blocks.some(block => block.includes(`type: "${type}"`) && isSet.test(block))).toBe(true)
  })
})
