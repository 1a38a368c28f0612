import { defineLayer, elements } from '../layer.ts'
import { bool, int } from '../schema/fields.ts'
import { imageAxis } from './common.ts'

/** Where the largest values are, along an axis or in the whole image. As in Caffe the last of equal values wins, and with an axis `out_max_val` gives the values in place of their places. */
export const argMax = defineLayer({
  type: 'ArgMax',
  message: 'argmax_param',
  fields: { out_max_val: bool(false), top_k: int({ default: 1, min: 1 }), axis: int() },
  blocksGradient: true,
  bottoms: 1,
  attributes({ out_max_val, top_k, axis: given }, [input = []], scope) {
    const axis = given === undefined ? null : imageAxis(given, input, scope) + 1
    const among = axis === null ? elements(input) : (input[axis - 1] ?? 0)
    if (top_k > among)
      scope.fail(
        'wrong-value',
        `${scope.name} asks for the ${top_k} largest of ${among} values.`,
        `Use a top_k up to ${among}.`,
      )
    return { out_max_val, top_k, axis }
  },
  shapes([input = []], { out_max_val, top_k, axis }) {
    if (axis !== null) return [input.map((side, i) => (i === axis - 1 ? top_k : side))]
    return [[out_max_val ? 2 : 1, top_k, ...input.slice(2).map(() => 1)]]
  },
  flops: ([input = []]) => elements(input),
  onnx({ inputs, outputs, inputShapes, outputShapes, attributes: { out_max_val, top_k, axis }, name, node, constant }) {
    const [shape = []] = inputShapes
    const along = axis ?? 1
    const last = (axis === null ? elements(shape) : (shape[axis - 1] ?? 0)) - 1
    const values = axis === null ? node('Flatten', inputs, { axis: { i: 1 } }) : (inputs[0] ?? '')
    // Turned round, the last of equal values is the first, which ONNX takes.
    const turn = [[-1], [-last - 2], [along], [-1]].map(ints => constant({ ints }))
    const turned = node('Slice', [values, ...turn])
    const [largest, at] = [`${name}/largest`, `${name}/places`] as const
    node('TopK', [turned, constant({ ints: [top_k] })], { axis: { i: along } }, [largest, at])
    const places = node('Cast', [node('Sub', [constant({ ints: [last] }), at])], { to: { i: 1 } })
    const chosen = axis === null && out_max_val ? node('Concat', [places, largest], { axis: { i: 1 } }) : places
    const made = axis !== null && out_max_val ? largest : chosen
    node('Reshape', [made, constant({ ints: [0, ...(outputShapes[0] ?? [])] })], {}, outputs[0])
  },
})
