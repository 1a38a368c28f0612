import { defineLayer } from '../layer.ts'
import { int } from '../schema/fields.ts'
import { imageAxis, show } from './common.ts'

export const concat = defineLayer({
  type: 'Concat',
  message: 'concat_param',
  fields: { axis: int(), concat_dim: int({ min: 0 }) },
  bottoms: [1, 1_000],
  attributes: ({ axis, concat_dim }, [first = []], scope) => ({
    axis: imageAxis(axis ?? concat_dim ?? 1, first, scope) + 1,
  }),
  shapes(inputs, { axis }, scope) {
    const [first = []] = inputs
    const at = axis - 1
    for (const shape of inputs) {
      if (shape.length === first.length && shape.every((side, i) => i === at || side === first[i])) continue
      scope.fail(
        'shape-mismatch',
        `${scope.name} joins ${inputs.map(show).join(' and ')} along axis ${axis}; their other sides differ.`,
        'Give the joined layers the same output size by kernel, stride and pad.',
      )
    }
    return [first.map((side, i) => (i === at ? inputs.reduce((sum, shape) => sum + (shape[at] ?? 0), 0) : side))]
  },
  onnx: ({ inputs, outputs, attributes: { axis }, node }) =>
    void node('Concat', inputs, { axis: { i: axis } }, outputs[0]),
  torch: ({ inputs, attributes: { axis } }) => `torch.cat([${inputs.join(', ')}], dim=${axis})`,
})
