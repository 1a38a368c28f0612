import { defineLayer, elements } from '../layer.ts'
import { plus, python, times } from '../outputs/python.ts'
import { float } from '../schema/fields.ts'

/** (shift + scale · x) to a power. */
export const power = defineLayer({
  type: 'Power',
  message: 'power_param',
  fields: { power: float(1), scale: float(1), shift: float(0) },
  bottoms: 1,
  attributes: ({ power, scale, shift }) => ({ power, scale, shift }),
  shapes: ([input = []]) => [input],
  flops: ([input = []]) => 3 * elements(input),
  onnx({ inputs: [input = ''], outputs, attributes: a, node, constant }) {
    const scaled = node('Mul', [input, constant({ floats: [a.scale] })])
    const shifted = node('Add', [scaled, constant({ floats: [a.shift] })], {}, a.power === 1 ? outputs[0] : undefined)
    if (a.power !== 1) node('Pow', [shifted, constant({ floats: [a.power] })], {}, outputs[0])
  },
  torch({ inputs: [input = ''], attributes: { power, scale, shift } }) {
    const shifted = plus(shift, times(scale, input))
    if (power === 1) return shifted
    return `${shifted === input ? input : `(${shifted})`} ** ${python(power)}`
  },
})
