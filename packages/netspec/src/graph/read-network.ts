import type { FaultList } from '../faults.ts'
import { type LayerType, range } from '../layer.ts'
import { limits } from '../limits.ts'
import { meant } from '../nearest.ts'
import { ignoredMessages, layerFields, networkFields } from '../schema/network-fields.ts'
import { readMessage, unknownField } from '../schema/read-message.ts'
import type { Field, Message } from '../text/tree.ts'
import type { BlobName, LayerText, Network } from './network.ts'

/** Reads the tree as a network of known layers. */
export function readNetwork(source: Message, types: readonly LayerType[], faults: FaultList): Network {
  const table = new Map(types.map(type => [type.type, type]))
  const layers: LayerText[] = []
  const others: Field[] = []
  for (const field of source.fields) {
    if (field.name === 'layer' && field.value.kind === 'message') {
      if (layers.length === limits.layers) {
        faults.error(field.at, { code: 'too-long', message: `The network has more than ${limits.layers} layers.` })
        break
      }
      layers.push(readLayer(field, field.value, layers.length, table, faults))
    } else if (field.name === 'layers') {
      faults.error(field.at, {
        code: 'old-form',
        message: 'This is the oldest form of prototxt, with layers { type: CONVOLUTION }.',
        remedy: 'Rename layers to layer, quote the types ("Convolution"), and turn blobs_lr into param { lr_mult: … }.',
      })
    } else others.push(field)
  }
  const scope = { faults, where: 'The network' }
  const known = [...Object.keys(networkFields), 'layer']
  const { name, input } = readMessage(
    { ...source, fields: keep(others, known, field => unknownField(field, known, scope)) },
    networkFields,
    scope,
  )
  if (layers.length === 0)
    faults.error(source.at, {
      code: 'no-layers',
      message: 'The text holds no layer.',
      remedy: 'Add layer { name: … type: … }.',
    })
  return { name: name ?? 'network', layers, inputs: input }
}

function keep(fields: readonly Field[], known: readonly string[], otherwise: (field: Field) => void): Field[] {
  return fields.filter(field => {
    if (known.includes(field.name)) return true
    otherwise(field)
    return false
  })
}

function readLayer(
  field: Field,
  source: Message,
  index: number,
  table: Map<string, LayerType>,
  faults: FaultList,
): LayerText {
  const { at } = field
  const given = source.fields.find(({ name, value }) => name === 'name' && value.kind === 'string')?.value
  const name = given?.kind === 'string' ? given.text : ''
  if (name === '' || name.length > limits.nameLength) {
    faults.error(at, {
      code: 'layer-name',
      message: 'A layer needs a name of 1 to 200 characters.',
      remedy: 'Add name: "…".',
    })
  }
  const layer = name === '' ? `layer${index + 1}` : name.slice(0, limits.nameLength)
  const commonNames = Object.keys(layerFields)
  const own: Field[] = []
  const common = readMessage(
    { ...source, fields: keep(source.fields, commonNames, other => own.push(other)) },
    layerFields,
    { faults, layer, where: layer },
  )
  const type = table.get(common.type ?? '')
  if (type === undefined) unknownType(source, field, layer, common.type, table, faults)
  const text: LayerText = {
    index,
    name: layer,
    type,
    typeName: common.type ?? '',
    at,
    bottoms: blobs(source, 'bottom'),
    tops: blobs(source, 'top'),
    common,
    fields: readOwn(own, source, type, layer, table, faults),
  }
  if (type !== undefined) checkCounts(text, type, faults)
  return text
}

function blobs(source: Message, name: string): BlobName[] {
  return source.fields
    .flatMap(field =>
      field.name === name && field.value.kind === 'string' ? [{ name: field.value.text, at: field.value.at }] : [],
    )
    .slice(0, limits.blobs + 1)
}

function unknownType(
  source: Message,
  field: Field,
  layer: string,
  type: string | undefined,
  table: Map<string, LayerType>,
  faults: FaultList,
): void {
  if (type === undefined) {
    faults.error(field.at, {
      code: 'unknown-layer',
      layer,
      message: `${layer} has no type.`,
      remedy: 'Add type: "Convolution" or another.',
    })
    return
  }
  const at = source.fields.find(({ name }) => name === 'type')?.value.at ?? field.at
  faults.error(at, {
    code: 'unknown-layer',
    layer,
    message: `There is no layer type ${type.slice(0, 60)}.`,
    remedy: meant(type, [...table.keys()]),
  })
}

/** The message of the layer's own type. One of another type would be silently without effect, so it is told. */
function readOwn(
  own: readonly Field[],
  source: Message,
  type: LayerType | undefined,
  layer: string,
  table: Map<string, LayerType>,
  faults: FaultList,
) {
  const known = new Set([...ignoredMessages, ...[...table.values()].flatMap(({ message }) => message ?? [])])
  if (type === undefined) {
    const strange = own.filter(({ name }) => !known.has(name) && !name.endsWith('_param'))
    for (const field of strange) unknownField(field, Object.keys(layerFields), { faults, layer, where: layer })
    return {}
  }
  const scope = { faults, layer, where: type.message ?? layer }
  const fields: Field[] = []
  for (const field of own) {
    const names = fieldsIn(field.name, type)
    if (names !== undefined) {
      if (field.value.kind === 'message') {
        const where = { ...scope, where: field.name }
        fields.push(...keep(field.value.fields, names, other => unknownField(other, names, where)))
      } else
        faults.error(field.at, {
          code: 'wrong-value',
          layer,
          message: `${field.name} takes a message in braces.`,
          remedy: `Write ${field.name} { … }.`,
        })
    } else if (!known.has(field.name)) {
      unknownField(field, [...Object.keys(layerFields), ...(type.message === undefined ? [] : [type.message])], {
        ...scope,
        where: layer,
      })
    } else if (!ignoredMessages.includes(field.name)) {
      faults.warn(field.at, {
        code: 'without-effect',
        layer,
        message: `${field.name} has no effect on ${layer}, which is of type ${type.type}.`,
        remedy: type.message === undefined ? 'Remove it.' : `Use ${type.message}.`,
      })
    }
  }
  return readMessage({ ...source, fields }, type.fields, scope)
}

/** The fields that a layer has in one message; undefined where the message is none of its own. */
function fieldsIn(message: string, { message: own, fields, elsewhere = {} }: LayerType): readonly string[] | undefined {
  if (Object.hasOwn(elsewhere, message)) return elsewhere[message]
  if (message !== own) return undefined
  const apart = Object.values(elsewhere).flat()
  return Object.keys(fields).filter(name => !apart.includes(name))
}

function checkCounts({ name, at, bottoms, tops }: LayerText, type: LayerType, faults: FaultList): void {
  for (const [word, found, allowed] of [
    ['bottom', bottoms, type.bottoms],
    ['top', tops, type.tops ?? 1],
  ] as const) {
    const [least, most] = range(allowed)
    if (found.length >= least && found.length <= most) continue
    const isLabel = word === 'bottom' && found.length < least && (type.kind === 'loss' || type.kind === 'metric')
    const wanted = least === most ? `${least}` : `${least} to ${most}`
    faults.error(at, {
      code: isLabel ? 'label-missing' : `${word}-count`,
      layer: name,
      message: `${name} (${type.type}) takes ${wanted} ${word}${most === 1 ? '' : 's'}, but has ${found.length}.`,
      remedy: isLabel
        ? 'Add bottom: "label" after the scores.'
        : `Give it ${wanted} line${most === 1 ? '' : 's'} of ${word}: "…".`,
    })
  }
  for (const { name: blob, at: where } of tops) {
    if (blob !== '' && !blob.includes('@') && blob.length <= limits.nameLength) continue
    faults.error(where, {
      code: 'blob-name',
      layer: name,
      message: 'A blob needs a name of 1 to 200 characters without @.',
      remedy: 'Rename it.',
    })
  }
}
