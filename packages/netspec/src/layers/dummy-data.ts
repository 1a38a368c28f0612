import { defineLayer, type Filler, type Shape } from '../layer.ts'
import { ints, messages } from '../schema/fields.ts'
import { fillers, toFiller, zeros } from './common.ts'

/** Values made of nothing, for as many images as there are in the batch; the number that the text gives for these is not taken. */
export const dummyData = defineLayer({
  type: 'DummyData',
  message: 'dummy_data_param',
  fields: {
    data_filler: fillers(),
    shape: messages({ dim: ints({ min: 1 }) }),
    num: ints({ min: 1 }),
    channels: ints({ min: 1 }),
    height: ints({ min: 1 }),
    width: ints({ min: 1 }),
  },
  followsBatch: true,
  bottoms: 0,
  tops: [1, 1_000],
  attributes({ data_filler }, _inputs, scope) {
    if (data_filler.length > 1 && data_filler.length !== scope.tops)
      scope.fail(
        'wrong-value',
        `${scope.name} has ${data_filler.length} fillers for ${scope.tops} tops.`,
        'Give one data_filler, or one a top.',
      )
    const filled = Array.from({ length: scope.tops }, (_, i) => toFiller(data_filler[i] ?? data_filler[0]) ?? zeros)
    return { data_filler: filled satisfies Filler[] }
  },
  shapes(_inputs, { data_filler }, scope, { shape, num, channels, height, width }) {
    const sides = [num, channels, height, width]
    const old = Array.from({ length: Math.max(...sides.map(list => list.length)) }, (_, i) =>
      sides.map(list => list[i] ?? list[0]),
    )
    const given = shape.length > 0 ? shape.map(({ dim }) => dim) : old
    if ((shape.length > 0 && old.length > 0) || (given.length !== 1 && given.length !== scope.tops))
      scope.fail(
        'wrong-value',
        `${scope.name} has ${given.length} shapes for ${scope.tops} tops, or gives them twice.`,
        'Give one shape { dim: … }, or one a top.',
      )
    return Array.from({ length: scope.tops }, (_, i): Shape => {
      const [batch, ...image] = given[i] ?? given[0] ?? []
      const whole = image.filter(side => side !== undefined)
      if (batch === undefined || whole.length < image.length)
        return scope.fail(
          'missing-field',
          `${scope.name} does not give all sides of its tops.`,
          'Write shape { dim: … }, the number of images first.',
        )
      if (data_filler[i]?.type === 'bilinear' && (whole.length !== 3 || whole[1] !== whole[2]))
        scope.fail(
          'wrong-value',
          `${scope.name} fills ${whole.join('×')} with the filler bilinear, which is for filters of equal sides.`,
          'Use another filler.',
        )
      return whole
    })
  },
  onnx({ inputs: [data = ''], outputs, outputShapes, attributes: { data_filler }, node, constant }) {
    const images = node('Shape', [data], { start: { i: 0 }, end: { i: 1 } })
    for (const [i, output] of outputs.entries()) {
      const sides = outputShapes[i] ?? []
      const shape =
        sides.length === 0 ? images : node('Concat', [images, constant({ ints: sides })], { axis: { i: 0 } })
      node('Expand', [constant({ floats: [data_filler[i]?.value ?? 0] }), shape], {}, output)
    }
  },
  cannotClassify: ({ data_filler }) =>
    data_filler.every(({ type }) => type === 'constant')
      ? undefined
      : 'makes other values each time, which an answer must not depend on; only the filler constant can be exported',
})
