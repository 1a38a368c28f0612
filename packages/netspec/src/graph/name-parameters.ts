import type { FaultList } from '../faults.ts'
import type { Filler, Shape } from '../layer.ts'
import { zeros } from '../layers/common.ts'
import type { MergedOp } from './merge.ts'

export interface NamedParameter {
  /** `<layer>.<role>`; a shared one carries its first owner's name. */
  readonly name: string
  readonly shape: Shape
  readonly filler: Filler
  readonly lrMult: number
  readonly decayMult: number
}

/** Gives each operation's parameters their names and multipliers, in the order of `ops`. */
export function nameParameters(ops: readonly MergedOp[], faults: FaultList): NamedParameter[][] {
  const owners = new Map<string, string>()
  const shapes = new Map<string, { shape: Shape; layer: string }>()
  return ops.map(({ layer, parameters }) =>
    parameters.map((form, i) => {
      const spec = layer.common.param[i]
      const own = `${layer.name}.${form.role}`
      const shared = spec?.name ?? ''
      const name = shared === '' ? own : (owners.get(shared) ?? own)
      if (shared !== '') owners.set(shared, name)
      const known = shapes.get(name)
      if (known === undefined) {
        shapes.set(name, { shape: form.shape, layer: layer.name })
        if (form.filler === undefined && form.needsFiller === true) {
          faults.warn(layer.at, {
            code: 'missing-filler',
            layer: layer.name,
            message: `${layer.name} has no ${form.role}_filler, so its ${form.role} starts at zero and cannot learn.`,
            remedy: `Add ${form.role}_filler { type: "xavier" }.`,
          })
        }
      } else if (known.shape.join() !== form.shape.join()) {
        faults.error(layer.at, {
          code: 'shape-mismatch',
          layer: layer.name,
          message: `${layer.name} shares ${name} with ${known.layer}, but needs ${form.shape.join('×')} values where that has ${known.shape.join('×')}.`,
          remedy: 'Give both layers the same inputs and outputs, or another param name.',
        })
      }
      const fixed = form.isStatistic === true ? 0 : undefined
      return {
        name,
        shape: form.shape,
        filler: form.filler ?? zeros,
        lrMult: fixed ?? spec?.lr_mult ?? 1,
        decayMult: fixed ?? spec?.decay_mult ?? 1,
      }
    }),
  )
}
