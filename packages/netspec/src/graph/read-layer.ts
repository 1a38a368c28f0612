import type { FaultList } from '../faults.ts'
import type { LayerType } from '../layer.ts'
import { limits } from '../limits.ts'
import { ignoredMessages, layerFields } from '../schema/network-fields.ts'
import { givenTwice, type ReadScope, readMessage, unknownField } from '../schema/read-message.ts'
import type { Field, Message } from '../text/tree.ts'
import { checkBlobs } from './check-blobs.ts'
import { readType } from './layer-type.ts'
import type { BlobName, LayerText } from './network.ts'
import { isDataMessage, readDeclared } from './read-declared.ts'

/** The layer types of one compilation, and the messages that belong to any of them. */
export interface TypeTable {
  readonly types: ReadonlyMap<string, LayerType>
  readonly messages: ReadonlySet<string>
}

export function tableOf(types: readonly LayerType[]): TypeTable {
  return {
    types: new Map(types.map(type => [type.type, type])),
    messages: new Set([...ignoredMessages, ...types.flatMap(({ message }) => message ?? [])]),
  }
}

export function readLayer(
  field: Field,
  source: Message,
  index: number,
  table: TypeTable,
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
  const common: Field[] = []
  const own: Field[] = []
  for (const inner of source.fields) (Object.hasOwn(layerFields, inner.name) ? common : own).push(inner)
  const { type, typeName } = readType(source, field, layer, table.types, faults)
  const scope = { faults, layer, where: layer }
  const text: LayerText = {
    index,
    name: layer,
    type,
    typeName,
    at,
    bottoms: blobs(source, 'bottom'),
    tops: topsOf(source, type, layer, at),
    common: readMessage({ ...source, fields: common }, layerFields, scope),
    fields: readOwn(own, source, type, table, scope),
    source,
    ...(type?.kind === 'input' ? { declared: readDeclared(source, scope) } : {}),
  }
  if (type !== undefined) checkBlobs(text, type, faults)
  return text
}

/** A loss may leave its top out, as in Caffe: the value then has the layer's name. */
function topsOf(source: Message, type: LayerType | undefined, layer: string, at: Field['at']): BlobName[] {
  const tops = blobs(source, 'top')
  return tops.length === 0 && type?.kind === 'loss' ? [{ name: layer, at }] : tops
}

function blobs(source: Message, name: string): BlobName[] {
  const found: BlobName[] = []
  for (const field of source.fields) {
    if (field.name !== name || field.value.kind !== 'string') continue
    found.push({ name: field.value.text, at: field.value.at })
    if (found.length > limits.blobs) break
  }
  return found
}

/** The message of the layer's own type. One of another type would be silently without effect, so it is told. */
function readOwn(
  own: readonly Field[],
  source: Message,
  type: LayerType | undefined,
  { messages }: TypeTable,
  scope: ReadScope & { readonly layer: string },
) {
  const { faults, layer } = scope
  if (type === undefined) {
    const strange = own.filter(({ name }) => !messages.has(name) && !name.endsWith('_param'))
    for (const field of strange) unknownField(field, Object.keys(layerFields), scope)
    return {}
  }
  /** The last message of each name holds. */
  const read = new Map<string, readonly Field[]>()
  for (const field of own) {
    const names = fieldsIn(field.name, type)
    if (names !== undefined) {
      if (field.value.kind === 'message') {
        if (read.has(field.name)) givenTwice(field, scope)
        const where = { ...scope, where: field.name }
        read.set(
          field.name,
          field.value.fields.filter(inner => {
            if (names.includes(inner.name)) return true
            unknownField(inner, names, where)
            return false
          }),
        )
      } else {
        faults.error(field.at, {
          code: 'wrong-value',
          layer,
          message: `${field.name} takes a message in braces.`,
          remedy: `Write ${field.name} { … }.`,
        })
      }
    } else if (type.kind === 'input' && isDataMessage(field.name)) continue
    else if (!messages.has(field.name) && !isDataMessage(field.name)) {
      unknownField(field, [...Object.keys(layerFields), ...(type.message === undefined ? [] : [type.message])], scope)
    } else if (!ignoredMessages.includes(field.name)) {
      faults.warn(field.at, {
        code: 'without-effect',
        layer,
        message: `${field.name} has no effect on ${layer}, which is of type ${type.type}.`,
        remedy: type.message === undefined ? 'Remove it.' : `Use ${type.message}.`,
      })
    }
  }
  return readMessage({ ...source, fields: [...read.values()].flat() }, type.fields, {
    ...scope,
    where: type.message ?? layer,
  })
}

/** The fields that a layer has in one message; undefined where the message is none of its own. */
function fieldsIn(message: string, { message: own, fields, elsewhere = {} }: LayerType): readonly string[] | undefined {
  if (Object.hasOwn(elsewhere, message)) return elsewhere[message]
  if (message !== own) return undefined
  const apart = Object.values(elsewhere).flat()
  return Object.keys(fields).filter(name => !apart.includes(name))
}
