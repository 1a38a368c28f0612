import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compile, type StandardNetwork, standardNetworks } from '@fovea/netspec'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Answered,
  type Case,
  counted,
  countedByTorch,
  disagreements,
  runInOnnx,
  runInWorker,
} from './both-executors.js'
import { writeSpec } from './offline-spec.js'

const BATCH = 2
/** Half a minute on a quiet machine; the weights that are filled, learnt, written and read are of 700 MB. */
const PATIENCE_MS = 230_000

/** The smallest squares that each takes, where a crop is left out; the deepest get a little more to tell images apart by. */
const reduced: readonly (readonly [StandardNetwork, number, number])[] = [
  ['lenet', 1, 28],
  ['cifar', 3, 12],
  ['cifar-full', 3, 12],
  ['alexnet', 3, 55],
  ['caffenet', 3, 55],
  ['googlenet', 3, 79],
  ['vgg-16', 3, 17],
  ['resnet-18', 3, 40],
  ['resnet-50', 3, 40],
  ['squeezenet', 3, 25],
]

let work: string
let answered: Answered[]

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'fovea-standard-'))
  const twoSteps = reduced.map(([name, channels, side]) =>
    trained(name, name, { channels, side, crop: 0, steps: 2, baseRate: 0.001 }),
  )
  const whole = { channels: 3, side: 256, crop: 227, steps: 20, baseRate: 0.0001 }
  answered = await runInWorker(work, [...twoSteps, trained('alexnet on crops', 'alexnet', whole)], PATIENCE_MS)
}, PATIENCE_MS + 10_000)

afterAll(() => rmSync(work, { recursive: true, force: true }))

interface Training {
  readonly channels: number
  readonly side: number
  readonly crop: number
  readonly steps: number
  readonly baseRate: number
}

function trained(name: string, network: StandardNetwork, { channels, side, crop, steps, baseRate }: Training): Case {
  const text = standardNetworks[network]
  const input = { channels, height: side, width: side }
  const options = { classes: 2, input, preprocessing: { crop, mean: 'none', scale: 1 / 64 } as const }
  const { plan, faults } = compile(text, options)
  if (!plan) throw new Error(`${network} does not take ${side}×${side}: ${JSON.stringify(faults)}`)
  const images = { train: BATCH * steps, val: BATCH }
  const spec = writeSpec(join(work, name), { plan, images, baseRate, epochs: 1, batchSize: BATCH })
  return { name, text, options, spec }
}

const answerOf = (name: string): Answered => {
  const found = answered.find(answer => answer.name === name)
  if (!found) throw new Error(`no answer for ${name}`)
  return found
}

const points = ({ folder }: Answered, wanted: string): number[] =>
  readFileSync(join(folder, 'run', 'events.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
    .filter(({ kind, series }) => kind === 'points' && series === wanted)
    .flatMap(({ values }) => values)

describe.each([...reduced.map(([name]) => [name, 2] as const), ['alexnet on crops', 20] as const])(
  '%s',
  (name, steps) => {
    it(`trains ${steps} steps, with a finite loss`, () => {
      const losses = points(answerOf(name), 'train/loss')
      expect(losses).toHaveLength(steps)
      expect(losses.every(Number.isFinite)).toBe(true)
      expect(points(answerOf(name), 'val/accuracy')).toHaveLength(1)
    })

    it('counts parameters, statistics and activations as PyTorch does', () => {
      const answer = answerOf(name)
      expect(countedByTorch(answer)).toEqual(counted(answer))
    })

    it('answers by onnxruntime with the saved weights as the worker does', async () => {
      const answer = answerOf(name)
      expect(disagreements(answer, await runInOnnx(answer))).toEqual([])
    })
  },
)
