import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compile, standardLayers } from '@fovea/netspec'
import { readFloats } from '@fovea/service-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Answered, disagreements, runInOnnx, runInWorker } from './both-executors.js'
import { channelSlope } from './extra-layer.js'
import { writeSpec } from './offline-spec.js'
import { python } from './python.js'
import { classifier, layer, xavier } from './text.js'

const text = [
  layer('maps', 'Convolution', 'data', `convolution_param { num_output: 4 kernel_size: 5 stride: 2 ${xavier} }`),
  layer('bent', 'ChannelSlope', 'maps', 'slope_param { filler { value: 0.1 } }'),
  layer('few', 'InnerProduct', 'bent', `inner_product_param { num_output: 8 ${xavier} }`),
  layer('bentFew', 'ChannelSlope', 'few', '', 'few'),
  classifier('few'),
].join('')
const options = {
  classes: 2,
  input: { channels: 1, height: 16, width: 16 },
  preprocessing: { mean: 'none', scale: 1 / 256 } as const,
  layers: [...standardLayers, channelSlope],
}
const ITERATIONS = 20
const layers = join(import.meta.dirname, 'extra_layer.py')

let work: string
let weights: string
let answer: Answered

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'fovea-extra-layer-'))
  const { plan } = compile(text, options)
  if (!plan) throw new Error('the network is faulty')
  const file = writeSpec(work, { plan, images: { train: 160, val: 40 }, baseRate: 0.05, epochs: 2, batchSize: 16 })
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
  expect(op).toMatchObject({ type: 'ChannelSlope', shapes: [[4, 6, 6]] })
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
  expect(disagreements(answer, made)).toEqual([])
})
