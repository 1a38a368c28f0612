import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { standardLayers, standardNetworks } from '@fovea/netspec'
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
