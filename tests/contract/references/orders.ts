import { type CompileOptions, compile, readSolver, type Solver, standardLayers } from '@fovea/netspec'
import { dataCases, dataNetwork } from './cases/data.js'
import { fillerCases } from './cases/fillers.js'
import { layerCases } from './cases/index.js'
import { BATCH, CLASSES, INPUT, type LayerCase, networkOf } from './cases/layer-case.js'
import { networkCases } from './cases/networks.js'
import { type SolverCase, solverCases } from './cases/solvers.js'
import { trainedNetworks, wholeNetworks } from './cases/whole.js'

/** What run_references.py is asked: one case, compiled. */
export interface Order {
  readonly check: 'layer' | 'network' | 'fillers' | 'data' | 'solver'
  readonly title: string
  readonly items: readonly number[]
  readonly text: string
  /** A network's plan, or nothing. */
  readonly plan?: unknown
  /** Why it cannot be run. */
  readonly faults: readonly string[]
  readonly seed: number
  /** The layer type in question, where it is one. */
  readonly type?: string
}

const known = new Set(standardLayers.map(({ type }) => type))

export function orders(): Order[] {
  const layers = Object.entries(layerCases).flatMap(([type, cases]) =>
    known.has(type)
      ? cases.map(made => ofNetwork('layer', `${type}: ${made.what}`, networkOf(made), { ...made, type }))
      : [],
  )
  const networks = networkCases.map(made => ({
    ...ofNetwork('network', `Network: ${made.what}`, made.text, made),
    apart: true,
  }))
  const trained = trainedNetworks.map(made => ({
    ...ofNetwork('network', `Network: ${made.what}`, made.text, made),
    apart: false,
  }))
  const whole = wholeNetworks.map(made => ofNetwork('layer', `Layer by layer: ${made.what}`, made.text, made))
  const fillers = fillerCases.map(made => ofNetwork('fillers', `Fillers: ${made.what}`, made.text, made))
  const data = dataCases.map(made => {
    const { mean, order = 'rgb' } = made
    const options = { classes: 2, input: { channels: 3, height: 9, width: 8 }, preprocessing: { mean, order } }
    return { ...compiled('data', `Data: ${made.what}`, dataNetwork(made), made.items, options), mean, order }
  })
  return [...layers, ...networks, ...trained, ...whole, ...fillers, ...data, ...solverCases.map(ofSolver)].map(
    (order, i) => ({
      ...order,
      seed: i + 1,
    }),
  )
}

function ofNetwork(
  check: Order['check'],
  title: string,
  text: string,
  made: LayerCase & { type?: string },
): Omit<Order, 'seed'> {
  const { batch = BATCH, values = 'normal', isConstant = false, tolerance = 1e-5, classes = CLASSES } = made
  const [channels, height, width] = made.input ?? INPUT
  const options = { classes, input: { channels, height, width }, preprocessing: { crop: 0 } }
  const drawn = { type: made.type, batch, values, constant: isConstant, tolerance }
  return { ...compiled(check, title, text, made.items ?? [], options), ...drawn }
}

function compiled(
  check: Order['check'],
  title: string,
  text: string,
  items: readonly number[],
  options: CompileOptions,
) {
  const { plan, faults } = compile(text, options)
  const errors = faults.filter(({ severity }) => severity === 'error')
  return { check, title, text, items, plan, faults: errors.map(({ layer, message }) => `${layer ?? ''}: ${message}`) }
}

function ofSolver({ what, text, items, isFixed = false }: SolverCase): Omit<Order, 'seed'> & { changes: boolean } {
  const { faults, solver } = readSolver(text)
  const errors = faults.filter(({ severity }) => severity === 'error').map(({ message }) => message)
  return {
    check: 'solver',
    title: `Solver: ${what}`,
    text,
    items,
    faults: errors,
    changes: !isFixed,
    ...(solver && { spec: toSpec(solver) }),
  }
}

/** The solver of a worker's spec, which holds only what its type reads. */
function toSpec({ type, baseRate, momentum, weightDecay, policy, ...more }: Solver) {
  const { delta, momentum2, rmsDecay, regularization, accumulation, clip } = more
  const reads = {
    SGD: {},
    Nesterov: {},
    AdaGrad: { delta },
    RMSProp: { delta, rmsDecay },
    AdaDelta: { delta },
    Adam: { delta, momentum2 },
    AdamW: { delta, momentum2 },
  }
  return { type, baseRate, momentum, weightDecay, policy, ...reads[type], regularization, accumulation, clip }
}
