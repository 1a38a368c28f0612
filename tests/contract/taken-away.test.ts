import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  classifiesPictures,
  type MeanValues,
  type Plan,
  type ResizeMode,
  standardNetworks,
  toOnnxBytes,
} from '@fovea/netspec'
import { headerLength, LENGTH_BYTES, readFloats, readHeader } from '@fovea/service-kit'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { centreCrop, toInput } from '../../services/inference/src/classify/preprocess.js'
import { classifyingGraph, WEIGHTS_FILE } from '../../services/inference/src/snapshots/classifying-graph.js'
import { readPlan } from '../../services/inference/src/snapshots/plan.js'
import { downloadAll } from './archive-of.js'
import { type Answered, difference, runInWorker } from './both-executors.js'
import { withWeights } from './onnx-with-weights.js'
import { python, script } from './python.js'

const classes = ['a "ship"', 'no\\ship', 'Schiff – 船']

/** Every resize mode, grey and colour, portrait and landscape, with and without each later step. */
const choices = [
  { size: [36, 41, 3], resize: 'squash', mean: 'image' },
  { size: [31, 29, 1], resize: 'squash', mean: 'pixel', scale: 0.0078125, crop: 28 },
  { size: [41, 36, 3], resize: 'crop', mean: 'none', scale: 0.0125, crop: 29 },
  { size: [30, 47, 1], resize: 'crop', mean: 'image' },
  { size: [40, 33, 3], resize: 'fill', mean: 'pixel', scale: 0.02, order: 'bgr' },
  { size: [33, 40, 3], resize: 'half-crop', mean: 'image', scale: 0.0156, crop: 30, order: 'bgr' },
  { size: [28, 28, 1], resize: 'half-crop', mean: 'none', scale: 0.01 },
] as const

interface World {
  answers: Answered[]
  pictures: string[]
}

let work: string
let world: World

const meanImage = ({ height, width, channels }: Plan['preprocessing']) =>
  Float32Array.from({ length: height * width * channels }, (_, i) => 90 + ((i * 37) % 90))
const meanPixel = ({ channels }: Plan['preprocessing']) => [111.25, 120.5, 99.75].slice(0, channels)

function meanOf(plan: Plan): MeanValues | undefined {
  const { preprocessing } = plan
  if (preprocessing.mean === 'none') return undefined
  const kind = preprocessing.mean
  return { kind, values: Float32Array.from(kind === 'image' ? meanImage(preprocessing) : meanPixel(preprocessing)) }
}

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'fovea-taken-away-'))
  const cases = choices.map(({ size: [height, width, channels], ...preprocessing }, i) => ({
    name: `case${i}`,
    text: i % 2 === 0 ? standardNetworks.lenet : standardNetworks.cifar,
    options: { classes: 3, input: { height, width, channels }, preprocessing },
  }))
  const answers = await runInWorker(work, cases)
  const folder = join(work, 'pictures')
  mkdirSync(folder)
  const recipes = answers.map(({ compiled: { plan } }) => plan.preprocessing)
  const order = join(work, 'pictures.json')
  writeFileSync(order, JSON.stringify({ folder, recipes }))
  const pictures = (await script('pictures.py', order)) as string[]
  world = { answers, pictures }
  for (const [i, answer] of answers.entries()) await takeAway(answer, cases[i]?.text ?? '')
  const away = join(work, 'away.json')
  const files = { pictures: pictures.map(name => join(folder, name)), folders: answers.map(({ folder }) => folder) }
  writeFileSync(away, JSON.stringify(files))
  await python(['-I', join(import.meta.dirname, 'taken_away.py'), away])
})

afterAll(() => rmSync(work, { recursive: true, force: true }))

/** What is downloaded, and beside it the graph that shows its input blob, too: the bytes before the network are compared. */
async function takeAway({ compiled: { plan, onnx }, folder }: Answered, text: string): Promise<void> {
  const weights = readFileSync(join(folder, WEIGHTS_FILE))
  await writeFile(
    join(folder, 'all.zip'),
    await downloadAll({ plan, text, classes, weights, mean: meanFile(plan), meanPixel: meanPixel(plan.preprocessing) }),
  )
  const model = classifiesPictures(onnx, plan, meanOf(plan))
  const output = [...model.graph.output, ...onnx.graph.input]
  writeFileSync(
    join(folder, 'shown.onnx'),
    withWeights({ ...model, graph: { ...model.graph, output } }, join(folder, WEIGHTS_FILE)),
  )
}

function meanFile({ preprocessing }: Plan): Buffer {
  const { height, width, channels } = preprocessing
  const values = Buffer.from(meanImage(preprocessing).buffer)
  const shape = [height, width, channels]
  const header = JSON.stringify({ mean: { dtype: 'F32', shape, data_offsets: [0, values.length] } })
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeBigUInt64LE(BigInt(header.length))
  return Buffer.concat([length, Buffer.from(header), values])
}

describe.each(choices.map((choice, i) => ({ ...choice, i, size: choice.size.join('×') })))(
  'the network on images of $size by $resize, mean $mean',
  ({ i }) => {
    it('answers elsewhere what the console answers, from the same bytes', async () => {
      const answer = world.answers[i]
      if (!answer) throw new Error(`no network ${i}`)
      const { compiled, folder } = answer
      const { preprocessing } = readPlan(JSON.stringify(compiled.plan))
      const { height, width, channels } = preprocessing
      const mean = meanOf(compiled.plan)
      const console = await consoleOf(answer)
      const file = readFileSync(join(folder, 'answers.safetensors'))
      const seen = new Set<string>()
      for (const [p, name] of world.pictures.entries()) {
        const data = readFileSync(join(work, 'pictures', `${i}`, `${name}.bin`))
        const input = toInput(
          centreCrop({ height, width, channels, data }, preprocessing.crop),
          preprocessing,
          mean && { kind: mean.kind, values: Float32Array.from(mean.values) },
        )
        expect(largestDifference(readFloats(file, `${p}.data`), input), `${name}: input`).toBe(0)
        const expected = await console(input)
        expect(difference(readFloats(file, `${p}.onnx`), expected), `${name}: ONNX`).toBeLessThanOrEqual(1e-5)
        expect(difference(readFloats(file, `${p}.torch`), expected), `${name}: PyTorch`).toBeLessThanOrEqual(1e-5)
        seen.add(expected.join())
      }
      // A network that answers the same to everything would prove nothing.
      expect(seen.size).toBeGreaterThan(world.pictures.length / 2)
    })
  },
)

it('between them use every resize mode', () => {
  const modes: ResizeMode[] = ['squash', 'crop', 'fill', 'half-crop']
  expect([...new Set(choices.map(({ resize }) => resize))].sort()).toEqual(modes.sort())
})

/** Probabilities as inference gives them: its graph, its runtime. */
async function consoleOf({ compiled, folder }: Answered): Promise<(input: Float32Array) => Promise<Float32Array>> {
  const weights = readFileSync(join(folder, WEIGHTS_FILE))
  const places = readHeader(weights.subarray(LENGTH_BYTES, LENGTH_BYTES + headerLength(weights)), weights.length)
  const { probabilities } = compiled.plan.outputs
  writeFileSync(
    join(folder, 'graph.onnx'),
    classifyingGraph(Buffer.from(toOnnxBytes(compiled.onnx)), places, probabilities),
  )
  const session = await InferenceSession.create(join(folder, 'graph.onnx'), {
    intraOpNumThreads: 1,
    logSeverityLevel: 3,
  })
  const { channels, height, width } = compiled.plan.input
  return async input => {
    const answer = await session.run({ data: new Tensor('float32', input, [1, channels, height, width]) })
    return answer[probabilities]?.data as Float32Array
  }
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.NaN
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (b[i] ?? Number.NaN))), 0)
}
