import { defineLayer, elements, type LayerScope, type Shape } from '../layer.ts'
import { int, ints, message } from '../schema/fields.ts'
import { show } from './common.ts'

/** Other axes for the same numbers: of those from `axis` on, `num_axes` are replaced; 0 keeps a side, −1 is what is left. */
export const reshape = defineLayer({
  type: 'Reshape',
  message: 'reshape_param',
  fields: {
    shape: message({ dim: ints({ min: -1 }) }),
    axis: int({ default: 0 }),
    num_axes: int({ default: -1, min: -1 }),
  },
  bottoms: 1,
  attributes({ shape, axis, num_axes }, [input = []], scope) {
    const rank = input.length + 1
    const first = axis < 0 ? axis + rank + 1 : axis
    const count = num_axes === -1 ? rank - first : num_axes
    if (first < 0 || first > rank || first + count > rank) {
      scope.fail(
        'wrong-axis',
        `${scope.name} replaces ${num_axes === -1 ? 'the axes' : `${num_axes} axes`} from axis ${axis} on, but gets ${show(input)}, whose axes are 1 to ${rank - 1}.`,
        'Leave axis and num_axes out, and write dim: 0 for what is kept.',
      )
    }
    return { shape: shape?.dim ?? [], axis: first, num_axes: count }
  },
  shapes: ([input = []], { shape, axis, num_axes }, scope) => [
    axis === 0
      ? fromTheBatch(input, shape, num_axes, scope)
      : [
          ...input.slice(0, axis - 1),
          ...fitted(input, shape, axis - 1, num_axes, scope),
          ...input.slice(axis - 1 + num_axes),
        ],
  ],
  onnx({ inputs: [input = ''], outputs, outputShapes, node, constant }) {
    node('Reshape', [input, constant({ ints: [0, ...(outputShapes[0] ?? [])] })], {}, outputs[0])
  },
})

/** Axis 0 is the batch, which must stay: as 0, or as a −1 that comes to the same. */
function fromTheBatch(input: Shape, [batch, ...rest]: Shape, count: number, scope: LayerScope): Shape {
  const after = input.slice(Math.max(count - 1, 0))
  if (batch === 0 && count > 0) return [...fitted(input, rest, 0, count - 1, scope), ...after]
  if (batch === -1 && count > 0) {
    const sides = rest.map((side, i) => (side === 0 ? (input[i] ?? 0) : side))
    if (elements([...sides, ...after]) === elements(input)) return [...sides, ...after]
  }
  return scope.fail(
    'wrong-axis',
    `${scope.name} would change the number of images, which a batch decides.`,
    'Begin its shape with dim: 0.',
  )
}

/** The sides that replace `count` of the input's from index `first` on. */
function fitted(input: Shape, wanted: Shape, first: number, count: number, scope: LayerScope): Shape {
  const replaced = input.slice(first, first + count)
  const open = wanted.filter(side => side === -1).length
  if (open > 1)
    scope.fail('wrong-value', `${scope.name} has more than one dim: -1.`, 'Only one side can be what is left.')
  const sides = wanted.map((side, i) => {
    if (side !== 0) return side
    return (
      input[first + i] ??
      scope.fail('wrong-value', `${scope.name} keeps a side by dim: 0 where there is none.`, 'Write its size.')
    )
  })
  const known = elements(sides.filter(side => side !== -1))
  const made = sides.map(side => (side === -1 ? elements(replaced) / known : side))
  if (elements(made) !== elements(replaced) || made.some(side => !Number.isInteger(side)))
    scope.fail(
      'shape-mismatch',
      `${scope.name} gets ${show(input)} and cannot lay these numbers out as ${sides.map(side => (side === -1 ? '?' : side)).join('×')}.`,
      'Give sides whose product stays the same, one of them as -1.',
    )
  return made
}
