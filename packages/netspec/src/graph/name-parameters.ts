import type { FaultList } from '../faults.ts'
import { elements, type Filler, type Shape } from '../layer.ts'
import { zeros } from '../layers/common.ts'
import { paramPlace } from './fault-place.ts'
import type { MergedOp } from './merge.ts'
import type { LayerText } from './network.ts'

export interface NamedParameter {
  /** `<layer>.<role>`; a shared one carries its first owner's name. */
  readonly name: string
  readonly shape: Shape
  readonly filler: Filler
  readonly lrMult: number
  readonly decayMult: number
}

interface Owner {
  readonly layer: string
  readonly shape: Shape
  readonly lrMult: number | undefined
  readonly decayMult: number | undefined
}

/** Gives each operation's parameters their names and multipliers, in the order of `ops`. */
export function nameParameters(ops: readonly MergedOp[], faults: FaultList): NamedParameter[][] {
  const names = new Map<string, string>()
  const owners = new Map<string, Owner>()
  return ops.map(({ layer, parameters }) =>
    parameters.map((form, i) => {
      const spec = layer.common.param[i]
      const own = `${layer.name}.${form.role}`
      const shared = spec?.name ?? ''
      const name = shared === '' ? own : (names.get(shared) ?? own)
      if (shared !== '') names.set(shared, name)
      const owner = owners.get(name)
      if (owner === undefined) {
        owners.set(name, { layer: layer.name, shape: form.shape, lrMult: spec?.lr_mult, decayMult: spec?.decay_mult })
        if (form.filler === undefined && form.needsFiller === true) {
          faults.warn(layer.at, {
            code: 'missing-filler',
            layer: layer.name,
            message: `${layer.name} has no ${form.role}_filler, so its ${form.role} starts at zero and cannot learn.`,
            remedy: `Add ${form.role}_filler { type: "xavier" }.`,
          })
        }
      } else if (owner.layer !== layer.name || owner.shape !== form.shape)
        checkShared(layer, i, form.shape, name, owner, faults)
      const fixed = form.isStatistic === true ? 0 : undefined
      return {
        name,
        shape: form.shape,
        filler: form.filler ?? zeros,
        lrMult: fixed ?? spec?.lr_mult ?? owner?.lrMult ?? 1,
        decayMult: fixed ?? spec?.decay_mult ?? owner?.decayMult ?? 1,
      }
    }),
  )
}

/** Two layers that share a parameter must mean the same one. */
function checkShared(
  layer: LayerText,
  index: number,
  shape: Shape,
  name: string,
  owner: Owner,
  faults: FaultList,
): void {
  const spec = layer.common.param[index]
  const at = paramPlace(layer, index) ?? layer.at
  if (owner.shape.join() !== shape.join()) {
    const isPermissive = spec?.share_mode === 'PERMISSIVE' && elements(owner.shape) === elements(shape)
    faults.error(at, {
      code: isPermissive ? 'share-mode' : 'shape-mismatch',
      layer: layer.name,
      message: isPermissive
        ? `${layer.name} shares ${name} with ${owner.layer} in another shape, ${shape.join('×')} for ${owner.shape.join('×')}; share_mode: PERMISSIVE works for equal shapes only.`
        : `${layer.name} shares ${name} with ${owner.layer}, but needs ${shape.join('×')} values where that has ${owner.shape.join('×')}.`,
      remedy: 'Give both layers the same inputs and outputs, or another param name.',
    })
  }
  for (const [field, mine, theirs] of [
    ['lr_mult', spec?.lr_mult, owner.lrMult],
    ['decay_mult', spec?.decay_mult, owner.decayMult],
  ] as const) {
    if (mine === undefined || theirs === undefined || mine === theirs) continue
    faults.error(at, {
      code: 'shared-rate',
      layer: layer.name,
      message: `${layer.name} shares ${name} with ${owner.layer}, but with ${field}: ${mine}, not ${theirs}.`,
      remedy: `Leave ${field} out of one of the two, or make them equal.`,
    })
  }
}
