import type { Plan, PlanOp } from '@fovea/netspec'
import type { RefilledLayer } from '@fovea/proto/models/v1/models'
import { classParameters } from './class-parameters.js'

/** What there is of a snapshot: the shape of each parameter by its name in the plan, and what its classes were. */
export interface Given {
  shapes: ReadonlyMap<string, readonly number[]>
  classes: readonly string[]
}

export interface Comparison {
  /** Names of layers, in the order of the plan. */
  taken: string[]
  refilled: RefilledLayer[]
  /** Names of the parameters of the layers that are taken. */
  parameters: string[]
}

/**
 * What a network takes of a snapshot: a layer whose parameters are all there by name and shape, statistics among them. Where the classes are other
 * ones, the layers that speak of them begin afresh whatever their shape, since each of their rows means a class.
 */
export function compareWeights(plan: Plan, classes: readonly string[], given: Given): Comparison {
  const ofClasses = classParameters(plan)
  const change = classChange(classes, given.classes)
  const layers = plan.ops.filter(({ parameters }) => parameters.length > 0)
  const reasons = new Map<PlanOp, string>()
  for (const op of layers) {
    const isOfClasses = op.parameters.some(({ name }) => ofClasses.has(name))
    const reason = missing(op, given) ?? ((isOfClasses && change) || misshapen(op, given))
    if (reason) reasons.set(op, reason)
  }
  spread(layers, reasons)
  const taken = layers.filter(op => !reasons.has(op))
  return {
    taken: taken.map(({ name }) => name),
    refilled: layers.flatMap(op => {
      const reason = reasons.get(op)
      return reason ? [{ name: op.name, reason }] : []
    }),
    parameters: [...new Set(taken.flatMap(({ parameters }) => parameters.map(({ name }) => name)))],
  }
}

const count = new Intl.NumberFormat('en-US')

function classChange(now: readonly string[], before: readonly string[]): string | undefined {
  if (now.length !== before.length)
    return `${count.format(now.length)} classes instead of ${count.format(before.length)}`
  if (now.every((name, i) => name === before[i])) return undefined
  const known = new Set(before)
  return now.every(name => known.has(name)) ? 'its classes are in another order' : 'its classes are other ones'
}

function missing({ parameters }: PlanOp, { shapes }: Given): string | undefined {
  const absent = parameters.filter(({ name }) => !shapes.has(name))
  if (absent.length === 0) return undefined
  return absent.length === parameters.length
    ? 'the snapshot has no such layer'
    : `the snapshot has no ${absent.map(({ name }) => name).join(', ')}`
}

function misshapen({ parameters }: PlanOp, { shapes }: Given): string | undefined {
  const other = parameters.find(({ name, shape }) => shapes.get(name)?.join() !== shape.join())
  return other && `${other.name} is ${other.shape.join('×')} instead of ${shapes.get(other.name)?.join('×')}`
}

/** A layer that shares a parameter with one that begins afresh begins afresh, too. */
function spread(layers: readonly PlanOp[], reasons: Map<PlanOp, string>): void {
  const fresh = new Map<string, string>()
  for (let known = -1; known < reasons.size; ) {
    known = reasons.size
    for (const { name: layer, parameters } of reasons.keys()) {
      for (const { name } of parameters) fresh.set(name, fresh.get(name) ?? layer)
    }
    for (const op of layers) {
      const shared = op.parameters.find(({ name }) => fresh.has(name))
      if (shared && !reasons.has(op)) reasons.set(op, `it shares weights with ${fresh.get(shared.name)}`)
    }
  }
}
