import { defineLayer, elements } from '../layer.ts'
import { int } from '../schema/fields.ts'
import { imageAxis } from './common.ts'

export const flatten = defineLayer({
  type: 'Flatten',
  message: 'flatten_param',
  fields: { axis: int({ default: 1 }), end_axis: int({ default: -1 }) },
  bottoms: 1,
  attributes({ axis, end_axis }, [input = []], scope) {
    const first = imageAxis(axis, input, scope)
    const last = imageAxis(end_axis, input, scope)
    if (last < first)
      scope.fail(
        'wrong-axis',
        `${scope.name} flattens from axis ${axis} back to axis ${end_axis}.`,
        'Make end_axis the later one.',
      )
    return { axis: first + 1, end_axis: last + 1 }
  },
  shapes: ([input = []], { axis, end_axis }) => [
    [...input.slice(0, axis - 1), elements(input.slice(axis - 1, end_axis)), ...input.slice(end_axis)],
  ],
  onnx({ inputs, outputs, outputShapes, node, constant }) {
    node('Reshape', [...inputs, constant({ ints: [0, ...(outputShapes[0] ?? [])] })], {}, outputs[0])
  },
  torch({ inputs, inputShapes, attributes: { axis, end_axis } }) {
    const isToEnd = end_axis === inputShapes[0]?.length
    return `${inputs[0]}.flatten(${isToEnd ? axis : `${axis}, ${end_axis}`})`
  },
})
