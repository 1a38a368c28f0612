import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compile, standardLayers } from '@fovea/netspec'
import { readFloats } from '@fovea/service-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Answered, blobInWorker, difference, runInOnnx, runInWorker } from './both-executors.js'
import { prelu } from './extra-layer.js'
import { python } from './python.js'
import { squaresDataset } from './squares-dataset.js'
import { classifier, layer, xavier } from './text.js'

const text = [
  layer('maps', 'Convolution', 'data', `convolution_param { num_output: 4 kernel_size: 5 stride: 2 ${xavier} }`),
  layer('bent', 'PReLU', 'maps', 'prelu_param { filler { value: 0.1 } }'),
  layer('few', 'InnerProduct', 'bent', `inner_product_param { num_output: 8 ${xavier} }`),
  layer('bentFew', 'PReLU', 'few', '', 'few'),
  classifier('few'),
].join('')
const options = {
  classes: 2,
  input: { channels: 1, height: 16, width: 16 },
  preprocessing: { mean: 'none', scale: 1 / 256 } as const,
  layers: [...standardLayers, prelu],
}
const ITERATIONS = 20
const layers = join(import.meta.dirname, 'extra_layer.py')

let work: string
let weights: string
let answer: Answered

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'fovea-extra-layer-'))
  const spec = {
    version: 1,
    project: 'p',
    run: 'r',
    attempt: 'a',
    number: 1,
    name: 'squares#1',
    plan: compile(text, options).plan,
    ...squaresDataset(join(work, 'dataset'), { train: 160, val: 40 }),
    solver: { type: 'SGD', baseRate: 0.05, momentum: 0.9, weightDecay: 0.0001, policy: { type: 'fixed' } },
    epochs: 2,
    batchSize: 16,
    snapshotInterval: 1,
    validationInterval: 1,
    seed: 1,
    device: 'cpu',
    threads: 1,
    resume: null,
    report: null,
  }
  const file = join(work, 'spec.json')
  writeFileSync(file, JSON.stringify(spec))
  const places = ['--spec', file, '--work', join(work, 'run'), '--layer-module', layers]
  await python(['-m', 'fovea_worker', 'train', '--offline', ...places])
  weights = join(work, 'run', 'snapshots', `${ITERATIONS}`, 'weights.safetensors')
  const [first] = await runInWorker(work, [{ name: 'trained', text, options, layers, weights }])
  if (!first) throw new Error('the worker did not answer')
  answer = first
})

afterAll(() => rmSync(work, { recursive: true, force: true }))

it('is planned like one of ours', () => {
  const op = answer.compiled.plan.ops.find(({ name }) => name === 'bent')
  expect(answer.compiled.faults).toEqual([])
  expect(op).toMatchObject({ type: 'PReLU', shapes: [[4, 6, 6]] })
  expect(op?.parameters).toEqual([
    { name: 'bent.slope', shape: [4], filler: { type: 'constant', value: 0.1 }, lrMult: 1, decayMult: 1 },
  ])
})

it('learns: its slopes move, and the network tells left from right', () => {
  const slopes = readFloats(readFileSync(weights), 'bent.slope')
  expect(slopes).toHaveLength(4)
  for (const slope of slopes) expect(Math.abs(slope - 0.1)).toBeGreaterThan(1e-5)
  const events = readFileSync(join(work, 'run', 'events.jsonl'), 'utf8')
    .trim()
    .split('\n')
  const accuracies = events
    .map(line => JSON.parse(line))
    .filter(({ kind, series }) => kind === 'points' && series === 'val/accuracy')
    .flatMap(({ values }) => values)
  expect(accuracies).toHaveLength(2)
  expect(accuracies.at(-1)).toBeGreaterThanOrEqual(0.9)
})

it('answers the same in ONNX with the weights of its training', async () => {
  const made = await runInOnnx(answer)
  expect([...made.keys()].sort()).toEqual(['few', 'few@bentFew', 'maps', 'bent', 'prob', 'scores'].sort())
  for (const [top, { values }] of made) {
    const expected = blobInWorker(answer.folder, top)
    expect(values.length).toBe(expected.length)
    expect(difference(values, expected), top).toBeLessThanOrEqual(1e-5)
  }
})
