import type { Field, Message, Position, Value } from '../../text/tree.ts'
import { typeOfV1 } from './v1-types.ts'

/** Fields that once stood in the messages of data layers and now belong to transform_param. */
const transforms = ['scale', 'mean_file', 'crop_size', 'mirror']
const dataMessages = ['data_param', 'image_data_param']

/** Turns `layers { type: CONVOLUTION blobs_lr: 1 … }` into today's form; every value keeps its place in the text. */
export function upgradeLayer(source: Message): Message {
  const fields: Field[] = []
  const params = new Params()
  for (const field of source.fields) {
    const { name, value } = field
    if (name === 'type') fields.push({ ...field, value: upgradeType(value) })
    else if (name === 'blobs_lr') params.add('lr_mult', field)
    else if (name === 'weight_decay') params.add('decay_mult', field)
    else if (name === 'blob_share_mode') params.add('share_mode', field)
    else if (name === 'param' && value.kind !== 'message') params.add('name', field)
    else if (dataMessages.includes(name) && value.kind === 'message') fields.push(...splitTransforms(field, value))
    else fields.push(field)
  }
  return { kind: 'message', fields: [...fields, ...params.fields()], at: source.at }
}

function upgradeType(value: Value): Value {
  if (value.kind === 'message' || value.kind === 'string') return value
  return { kind: 'string', text: typeOfV1(value.text) ?? value.text, at: value.at }
}

function splitTransforms(field: Field, { fields, at }: Message): Field[] {
  const moved = fields.filter(({ name }) => transforms.includes(name))
  const kept = { ...field, value: { kind: 'message' as const, fields: fields.filter(f => !moved.includes(f)), at } }
  if (moved.length === 0) return [kept]
  return [kept, { name: 'transform_param', value: { kind: 'message', fields: moved, at }, at: field.at }]
}

/** The old lists, one value a parameter each, gathered into one `param` a parameter. */
class Params {
  private readonly lists = new Map<string, Field[]>()

  add(name: string, field: Field): void {
    this.lists.set(name, [...(this.lists.get(name) ?? []), field])
  }

  fields(): Field[] {
    const lists = [...this.lists]
    const count = Math.max(0, ...lists.map(([, fields]) => fields.length))
    return Array.from({ length: count }, (_, i) => {
      const inner = lists.flatMap(([name, fields]) => {
        const field = fields[i]
        return field === undefined ? [] : [{ name, value: field.value, at: field.at }]
      })
      const at: Position = inner[0]?.at ?? { line: 1, column: 1 }
      return { name: 'param', value: { kind: 'message', fields: inner, at }, at }
    })
  }
}
