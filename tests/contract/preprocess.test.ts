import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compile, type Preprocessing, standardNetworks } from '@fovea/netspec'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { centreCrop, type MeanValues, toInput } from '../../services/inference/src/classify/preprocess.js'
import { readPlan } from '../../services/inference/src/snapshots/plan.js'
import { script } from './python.js'

const means = ['none', 'image', 'pixel'] as const
const cases = [1, 3].flatMap(channels =>
  means.flatMap(mean =>
    [0, 29].flatMap(crop =>
      (['rgb', 'bgr'] as const).map(order => ({ channels, mean, crop, order, scale: crop === 0 ? 1 : 0.0156 })),
    ),
  ),
)

let seed = 7
/** Numbers below 1 in an order that the seed decides. */
function draw(): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}

let work: string

const made = cases.map(({ channels, ...choice }, i) => {
  const size = { height: 36, width: 41, channels }
  const count = size.height * size.width * channels
  const { plan } = compile(standardNetworks.lenet, { classes: 2, input: size, preprocessing: choice })
  if (!plan) throw new Error('the network does not compile')
  return {
    name: `${i}`,
    plan: plan.preprocessing,
    frozen: JSON.stringify(plan),
    pixels: { ...size, data: Uint8Array.from({ length: count }, () => draw() * 256) },
    mean: Float32Array.from({ length: count }, () => draw() * 255),
    pixel: Array.from({ length: channels }, () => draw() * 255),
  }
})

function meanOf({ mean }: Preprocessing, image: Float32Array, pixel: readonly number[]): MeanValues {
  if (mean === 'image') return { kind: 'image', values: image }
  return mean === 'pixel' ? { kind: 'pixel', values: Float32Array.from(pixel) } : undefined
}

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'fovea-preprocess-'))
  const orders = made.map(({ name, plan, pixels, mean, pixel }) => {
    const folder = join(work, name)
    mkdirSync(folder)
    writeFileSync(join(folder, 'pixels.bin'), pixels.data)
    writeFileSync(join(folder, 'mean.bin'), mean)
    return { folder, plan, pixel }
  })
  const file = join(work, 'order.json')
  writeFileSync(file, JSON.stringify(orders))
  await script('preprocess.py', file)
})

afterAll(() => rmSync(work, { recursive: true, force: true }))

it.each(
  made.map(
    one =>
      [`${one.plan.channels} channels ${one.plan.order}, mean ${one.plan.mean}, crop ${one.plan.crop}`, one] as const,
  ),
)('a picture is seen alike in training and in classifying: %s', (_, { name, plan, frozen, pixels, mean, pixel }) => {
  const { preprocessing: seenByInference } = readPlan(frozen)
  const classified = toInput(centreCrop(pixels, plan.crop), seenByInference, meanOf(plan, mean, pixel))
  const file = readFileSync(join(work, name, 'input.bin'))
  const trained = new Float32Array(file.buffer.slice(file.byteOffset, file.byteOffset + file.length))
  expect(trained.length).toBe(classified.length)
  expect(new Set(trained).size).toBeGreaterThan(100)
  const apart = trained.map((value, i) => Math.abs(value - (classified[i] ?? Number.NaN)))
  const largest = trained.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  expect(apart.reduce((most, value) => Math.max(most, value), 0)).toBeLessThanOrEqual(1e-6 * largest)
})
