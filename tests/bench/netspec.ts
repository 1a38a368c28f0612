import { type CompileOptions, check, compile, standardNetworks } from '@fovea/netspec'
import { fuzz } from '../../packages/netspec/src/testing/fuzz.js'
import { calibrate } from './calibrate.js'

const MUTANTS = 1_000_000
const ROUNDS = 60
const LAYERS = 1_000

const options: CompileOptions = { classes: 1_000, input: { channels: 3, height: 256, width: 256 } }

/** As many layers one behind the other, half of them with parameters. */
export function chain(count: number): string {
  const pairs = Array.from(
    { length: (count - 2) / 2 },
    (
      _,
      i,
    ) => `layer { name: "conv${i}" type: "Convolution" bottom: "${i === 0 ? 'data' : `conv${i - 1}`}" top: "conv${i}"
  param { lr_mult: 1 decay_mult: 1 } param { lr_mult: 2 decay_mult: 0 }
  convolution_param { num_output: 16 kernel_size: 3 pad: 1 weight_filler { type: "xavier" } } }
layer { name: "relu${i}" type: "ReLU" bottom: "conv${i}" top: "conv${i}" }`,
  )
  return `${pairs.join('\n')}
layer { name: "fc" type: "InnerProduct" bottom: "conv${pairs.length - 1}" top: "fc" inner_product_param { weight_filler { type: "xavier" } } }
layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc" bottom: "label" top: "loss" }`
}

/** Milliseconds of one look, warm: the middle and the best of many, and those of the processor, which load does not stretch. */
function time(look: () => void) {
  for (let round = 0; round < ROUNDS / 2; round++) look()
  const walls: number[] = []
  const begin = process.cpuUsage()
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    look()
    walls.push(performance.now() - start)
  }
  const { user, system } = process.cpuUsage(begin)
  walls.sort((a, b) => a - b)
  return {
    middleMs: walls[Math.floor(ROUNDS / 2)] ?? Number.NaN,
    bestMs: walls[0] ?? Number.NaN,
    cpuMs: (user + system) / 1000 / ROUNDS,
  }
}

function sound(text: string): string {
  const { plan, faults } = compile(text, options)
  if (plan === undefined) throw new Error(JSON.stringify(faults.slice(0, 3)))
  return text
}

/** How long the console waits at each key stroke, and what a million mutants of the standard texts lead to. */
export function measure() {
  const googlenet = sound(standardNetworks.googlenet)
  const thousand = sound(chain(LAYERS))
  const googlenetMs = time(() => compile(googlenet, options).figures)
  const thousandMs = time(() => compile(thousand, options).figures)
  const checkMs = time(() => check(googlenet, options))
  const loopMs = calibrate()
  const start = performance.now()
  const { parsed, trainable, codes, slowest } = fuzz(MUTANTS, 2)
  return {
    googlenet: googlenetMs,
    thousand: thousandMs,
    check: checkMs,
    loopMs,
    fuzz: {
      seconds: (performance.now() - start) / 1000,
      mutants: MUTANTS,
      parsed,
      trainable,
      codes: [...codes].sort(),
      slowest,
    },
    checks: [
      { what: 'GoogLeNet, text to shapes and figures, warm, ms', value: googlenetMs.middleMs, atMost: 5 },
      { what: `${LAYERS} layers, warm, ms`, value: thousandMs.middleMs, atMost: 50 },
      { what: 'mutants that parse, share', value: parsed / MUTANTS, atLeast: 0.3 },
      { what: 'slowest mutant, ms', value: slowest.ms, atMost: 1_000 },
    ],
  }
}
