import type { FaultList } from '../../faults.ts'
import type { Field, Message } from '../../text/tree.ts'

const dimsOfOne = 4

/** Turns the network-wide `input`, `input_dim` and `input_shape` into the Input layer that came after them. */
export function upgradeInputs(source: Message, faults: FaultList): Field | undefined {
  const named = (wanted: string) => source.fields.filter(({ name }) => name === wanted)
  const inputs = named('input')
  const dims = named('input_dim')
  const shapes = named('input_shape')
  const first = inputs[0] ?? dims[0] ?? shapes[0]
  if (first === undefined) return undefined
  const wrong =
    inputs.length === 0
      ? 'without an input that they describe'
      : dims.length > 0 && dims.length !== dimsOfOne * inputs.length
        ? `${dims.length} lines of input_dim for ${inputs.length} ${inputs.length === 1 ? 'input' : 'inputs'}`
        : shapes.length > 1 && shapes.length !== inputs.length
          ? `${shapes.length} of input_shape for ${inputs.length} inputs`
          : dims.length > 0 && shapes.length > 0
            ? 'both as input_dim and as input_shape'
            : undefined
  if (wrong !== undefined) {
    faults.error((dims[0] ?? shapes[0] ?? first).at, {
      code: 'input-dims',
      message: `The sides of the network’s inputs are given ${wrong}.`,
      remedy: 'Give four lines of input_dim (images, channels, height, width), or one input_shape, an input.',
    })
  }
  const given =
    wrong !== undefined
      ? []
      : dims.length > 0
        ? inputs.map((input, i) => shapeField(input, dims.slice(i * dimsOfOne, (i + 1) * dimsOfOne)))
        : shapes.map(shape => ({ ...shape, name: 'shape' }))
  const { at } = first
  const fields: Field[] = [
    { name: 'name', value: { kind: 'string', text: 'input', at }, at },
    { name: 'type', value: { kind: 'string', text: 'Input', at }, at },
    ...inputs.map(field => ({ ...field, name: 'top' })),
    { name: 'input_param', value: { kind: 'message', fields: given, at }, at },
  ]
  return { name: 'layer', value: { kind: 'message', fields, at }, at }
}

function shapeField({ at }: Field, dims: readonly Field[]): Field {
  const fields = dims.map(field => ({ ...field, name: 'dim' }))
  return { name: 'shape', value: { kind: 'message', fields, at: dims[0]?.at ?? at }, at: dims[0]?.at ?? at }
}
