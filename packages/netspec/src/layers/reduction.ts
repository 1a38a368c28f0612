import { defineLayer, elements } from '../layer.ts'
import { choice, float, int } from '../schema/fields.ts'
import { imageAxis } from './common.ts'

/** One number, times `coeff`, from all that lies along the axes from `axis` on. Axis 0 makes a single number of a whole batch, as a loss does. */
export const reduction = defineLayer({
  type: 'Reduction',
  message: 'reduction_param',
  fields: {
    operation: choice(['SUM', 'ASUM', 'SUMSQ', 'MEAN'], 'SUM', 1),
    axis: int({ default: 0 }),
    coeff: float(1),
  },
  bottoms: 1,
  attributes: ({ operation, axis, coeff }, [input = []], scope) => ({
    operation,
    axis: axis === 0 || axis === -input.length - 1 ? 0 : imageAxis(axis, input, scope) + 1,
    coeff,
  }),
  shapes: ([input = []], { axis }) => [input.slice(0, Math.max(axis - 1, 0))],
  flops: ([input = []]) => 2 * elements(input),
  onnx({ inputs, outputs, inputShapes, attributes: { operation, axis, coeff }, node, constant }) {
    const axes = { ints: (inputShapes[0] ?? []).map((_, i) => i + 1).slice(axis - 1) }
    const flat = { keepdims: { i: 0 } }
    const output = coeff === 1 ? outputs[0] : undefined
    // Of these only the sum takes its axes as an input in this operator set.
    const reduced =
      operation === 'SUM'
        ? node('ReduceSum', [...inputs, constant(axes)], flat, output)
        : node(
            { ASUM: 'ReduceL1', SUMSQ: 'ReduceSumSquare', MEAN: 'ReduceMean' }[operation],
            inputs,
            { axes, ...flat },
            output,
          )
    if (coeff !== 1) node('Mul', [reduced, constant({ floats: [coeff] })], {}, outputs[0])
  },
  cannotClassify: ({ axis }) =>
    axis === 0 ? 'makes one number of all images of a batch; write axis: 1 for one an image' : undefined,
})
