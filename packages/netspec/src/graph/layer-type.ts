import type { FaultList } from '../faults.ts'
import type { LayerType } from '../layer.ts'
import { meant } from '../nearest.ts'
import { refusedTypes } from '../schema/refused-types.ts'
import { typeOfV1 } from '../schema/upgrade/v1-types.ts'
import type { Field, Message } from '../text/tree.ts'

/** The layer's type by name, or undefined for one that is missing or unknown, which is told. */
export function readType(
  source: Message,
  field: Field,
  layer: string,
  table: ReadonlyMap<string, LayerType>,
  faults: FaultList,
): { readonly typeName: string; readonly type: LayerType | undefined } {
  const given = source.fields.findLast(({ name }) => name === 'type')
  if (given === undefined || given.value.kind === 'message') {
    faults.error(given?.value.at ?? field.at, {
      code: 'unknown-layer',
      layer,
      message: `${layer} has no type.`,
      remedy: 'Add type: "Convolution" or another.',
    })
    return { typeName: '', type: undefined }
  }
  const { text, at, kind } = given.value
  const typeName = kind === 'string' ? text : (typeOfV1(text) ?? text)
  const type = table.get(typeName)
  if (kind !== 'string') {
    faults.error(at, {
      code: 'wrong-value',
      layer,
      message: `type takes a quoted text, not “${text.slice(0, 60)}”.`,
      remedy: `Write type: "${(type === undefined ? text : typeName).slice(0, 60)}".`,
    })
    return { typeName, type }
  }
  if (type === undefined) unknown(typeName, at, layer, table, faults)
  return { typeName, type }
}

function unknown(
  typeName: string,
  at: Field['at'],
  layer: string,
  table: ReadonlyMap<string, LayerType>,
  faults: FaultList,
): void {
  const refusal = Object.hasOwn(refusedTypes, typeName) ? refusedTypes[typeName] : undefined
  if (refusal !== undefined) {
    faults.error(at, {
      code: 'refused-layer',
      layer,
      message: `${layer} is of type ${typeName}, which cannot be used here: ${refusal.reason}.`,
      remedy: refusal.remedy,
    })
    return
  }
  faults.error(at, {
    code: 'unknown-layer',
    layer,
    message: `There is no layer type ${typeName.slice(0, 60)}.`,
    remedy: meant(typeName, [...table.keys()]),
  })
}
