import { compile } from '../compile.ts'
import { limits } from '../limits.ts'
import { standardNetworks } from '../networks/standard.ts'
import { readSolver } from '../solver/read-solver.ts'
import { chain, type Layer, layersOf, mutate } from './mutate.ts'
import { sound } from './planted.ts'
import { Random } from './random.ts'

const sources: readonly (readonly Layer[])[] = [sound, ...Object.values(standardNetworks)].map(layersOf)
const head = layersOf(
  'layer { name: "fc" type: "InnerProduct" bottom: "data" top: "fc" inner_product_param { weight_filler { type: "xavier" } } }',
)
const tail = layersOf('layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc" bottom: "label" top: "loss" }')
const solver = layersOf(
  'layer { base_lr: 0.01 lr_policy: "step" gamma: 0.1 stepsize: 30 max_iter: 90 momentum: 0.9 type: "SGD" }',
)

export interface Fuzzed {
  readonly count: number
  /** Mutants without a fault of syntax. */
  readonly parsed: number
  /** Mutants that still are a network that can be trained. */
  readonly trainable: number
  readonly codes: ReadonlySet<string>
  readonly slowest: { readonly ms: number; readonly text: string }
}

/** Compiles mutants of the standard texts. Throws, with the text, when one leads to anything but faults or a plan. */
export function fuzz(count: number, seed: number): Fuzzed {
  const random = new Random(seed)
  const codes = new Set<string>()
  let parsed = 0
  let trainable = 0
  let slowest = { ms: 0, text: '' }
  for (let i = 0; i < count; i += 1) {
    const isSolver = i % 20 === 19
    const text = isSolver ? mutantOfSolver(random) : mutant(random)
    const start = performance.now()
    const found = tried(text, isSolver, i % 4 === 0)
    const ms = performance.now() - start
    if (ms > slowest.ms) slowest = { ms, text }
    if (found.every(code => code !== 'syntax')) parsed += 1
    if (found.length === 0) trainable += 1
    for (const code of found) codes.add(code)
  }
  return { count, parsed, trainable, codes, slowest }
}

function tried(text: string, isSolver: boolean, writes: boolean): string[] {
  try {
    return isSolver ? errorsOfSolver(text) : errorsOf(text, writes)
  } catch (error) {
    throw new Error(`${error}\nin the mutant\n${text}`, { cause: error })
  }
}

/** Codes of errors; none means that there is a plan, and an ONNX graph, which take as long to write as all else and so not always are. */
function errorsOf(text: string, writes: boolean): string[] {
  const compiled = compile(text, { classes: 10, input: { channels: 3, height: 32, width: 32 } })
  const { faults } = compiled
  const errors = faults.filter(({ severity }) => severity === 'error').map(({ code }) => code)
  const isSound = errors.length === 0
  if (isSound !== 'plan' in compiled) throw new Error('Faults and plan disagree.')
  if (writes && isSound && (compiled.plan === undefined || compiled.onnx === undefined))
    throw new Error('No plan is written.')
  if (faults.length > limits.faults) throw new Error(`There are ${faults.length} faults.`)
  for (const { line, column } of faults) if (!(line >= 1 && column >= 1)) throw new Error('A fault has no place.')
  return errors
}

function errorsOfSolver(text: string): string[] {
  const { faults, solver } = readSolver(text)
  const errors = faults.filter(({ severity }) => severity === 'error').map(({ code }) => code)
  if ((errors.length === 0) !== (solver !== undefined)) throw new Error('Faults and solver disagree.')
  return errors
}

/** A few layers of one text or another, mostly joined to a chain, with one to three changes. */
function mutant(random: Random): string {
  const source = random.pick(sources)
  const from = random.below(source.length)
  let layers: Layer[] = source.slice(from, from + 1 + random.below(2))
  if (random.chance(0.2)) layers.push(random.pick(random.pick(sources)))
  layers.push(...head)
  if (random.chance(0.9)) layers = chain(layers)
  layers.push(...tail)
  for (let edits = 1 + random.below(3); edits > 0; edits -= 1) {
    const at = random.below(layers.length)
    const layer = layers[at] ?? []
    const roll = random.below(20)
    if (roll === 0) layers.splice(at, 1)
    else if (roll === 1) layers.splice(at, 0, layer)
    else if (roll === 2) layers.push(...layers.splice(at, 1))
    else layers[at] = mutate(layer, random)
    if (layers.length === 0) break
  }
  const text = layers.map(layer => layer.join(' ')).join('\n')
  return random.chance(0.03)
    ? text.slice(0, random.below(text.length)) + random.pick(['\u0000', '{{{{', '"', '\\', '😀', '}'])
    : text
}

function mutantOfSolver(random: Random): string {
  let [layer = []] = solver
  for (let edits = 1 + random.below(3); edits > 0; edits -= 1) layer = mutate(layer, random)
  return layer.slice(2, -1).join(' ')
}
