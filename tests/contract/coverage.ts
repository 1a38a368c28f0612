import { type FieldForm, type LayerType, standardLayers } from '@fovea/netspec'
import { FaultList } from '../../packages/netspec/src/faults.js'
import { layerFields } from '../../packages/netspec/src/schema/network-fields.js'
import { parse } from '../../packages/netspec/src/text/parse.js'
import type { Field, Message } from '../../packages/netspec/src/text/tree.js'

/** The texts in which a field of a layer type is off its default. */
export interface Covered {
  readonly type: string
  readonly field: string
  readonly files: readonly string[]
}

interface Text {
  readonly name: string
  readonly text: string
}

/** One row a type, and one a field of a type: all layers known, and what they have in common. */
export function coverage(texts: readonly Text[]): Covered[] {
  const layers = texts.flatMap(({ name, text }) =>
    messages(parse(text, new FaultList()), 'layer').map(layer => ({ name, layer, type: textOf(layer, 'type') })),
  )
  const row = (type: string, field: string, isSet: (layer: Message) => boolean) => {
    const files = layers.filter(({ layer, type: own }) => (type === ANY || own === type) && isSet(layer))
    return { type, field, files: [...new Set(files.map(({ name }) => name))] }
  }
  return [
    ...Object.entries(layerFields).flatMap(([field, form]) => [
      row(ANY, field, layer => layer.fields.some(one => isOff(one, field, form))),
      ...Object.entries(form.fields ?? {}).map(([inner, own]) =>
        row(ANY, `${field}.${inner}`, layer => within(layer, [field]).some(one => isOff(one, inner, own))),
      ),
    ]),
    ...standardLayers.flatMap(kind => [
      row(kind.type, '', () => true),
      ...Object.entries(kind.fields).map(([field, form]) =>
        row(kind.type, field, layer => within(layer, messagesOf(kind)).some(one => isOff(one, field, form))),
      ),
    ]),
  ]
}

const ANY = '(any)'

const messagesOf = ({ message, elsewhere }: LayerType): string[] => [
  ...(message === undefined ? [] : [message]),
  ...Object.keys(elsewhere ?? {}),
]

const messages = (message: Message, name: string): Message[] =>
  message.fields.flatMap(({ name: own, value }) => (own === name && value.kind === 'message' ? [value] : []))

const within = (layer: Message, names: readonly string[]): Field[] =>
  names.flatMap(name => messages(layer, name)).flatMap(({ fields }) => fields)

const textOf = (message: Message, name: string): string | undefined => {
  const value = message.fields.find(field => field.name === name)?.value
  return value?.kind === 'message' ? undefined : value?.text
}

/** Whether a field is given, and not as it would be anyway; one that can be nothing else is given. */
function isOff({ name, value }: Field, field: string, { absent, min, max }: FieldForm): boolean {
  if (name !== field) return false
  if (value.kind === 'message' || absent === undefined || (min !== undefined && min === max)) return true
  return typeof absent === 'number' ? Number(value.text) !== absent : value.text !== String(absent)
}

/** The rows as columns of text. */
export function table(rows: readonly Covered[]): string {
  const width = Math.max(...rows.map(({ type, field }) => type.length + field.length)) + 2
  return rows
    .map(
      ({ type, field, files }) =>
        `${`${type} ${field}`.padEnd(width)} ${files.length}  ${files.slice(0, 3).join(', ')}`,
    )
    .join('\n')
}
