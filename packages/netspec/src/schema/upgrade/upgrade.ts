import type { FaultList } from '../../faults.ts'
import { limits } from '../../limits.ts'
import type { Field, Message, Value } from '../../text/tree.ts'
import { upgradeInputs } from './upgrade-inputs.ts'
import { upgradeLayer } from './upgrade-layer.ts'

const inputFields = ['input', 'input_dim', 'input_shape']

/** The tree in today's form of prototxt, whatever form it was written in; places in the text stay what they are. */
export function upgrade(source: Message, faults: FaultList): Message {
  const oldest = source.fields.flatMap(({ name, value }) => (name === 'layers' ? innerLayer(value) : []))[0]
  if (oldest !== undefined) {
    faults.error(oldest.at, {
      code: 'old-form',
      message: 'This is the oldest form of prototxt, with layers { layer { … } bottom: … }, which is not read.',
      remedy: 'Let Caffe’s upgrade_net_proto_text rewrite the file, or move the inner fields up into layer { … }.',
    })
    return { ...source, fields: [] }
  }
  const input = upgradeInputs(source, faults)
  const fields: Field[] = input === undefined ? [] : [input]
  let old = 0
  for (const field of source.fields) {
    if (inputFields.includes(field.name)) continue
    if (field.name !== 'layers' || field.value.kind !== 'message') {
      fields.push(field)
      continue
    }
    old += 1
    // One more than can be is enough for the reader to refuse the rest.
    if (old > limits.layers + 1) break
    fields.push({ name: 'layer', value: upgradeLayer(field.value), at: field.at })
  }
  return { ...source, fields }
}

function innerLayer(value: Value): Field[] {
  return value.kind === 'message' ? value.fields.filter(field => field.name === 'layer') : []
}
