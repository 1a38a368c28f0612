import { defineLayer } from '../layer.ts'
import { int } from '../schema/fields.ts'
import { imageAxis } from './common.ts'

/** Repeats the blob `tiles` times along an axis. */
export const tile = defineLayer({
  type: 'Tile',
  message: 'tile_param',
  fields: { axis: int({ default: 1 }), tiles: int({ min: 1 }) },
  bottoms: 1,
  attributes: ({ axis, tiles }, [input = []], scope) => ({
    axis: imageAxis(axis, input, scope) + 1,
    tiles: tiles ?? scope.fail('missing-field', `${scope.name} has no tiles.`, 'Add tiles: with the number of copies.'),
  }),
  shapes: ([input = []], { axis, tiles }) => [input.map((side, i) => (i === axis - 1 ? side * tiles : side))],
  onnx({ inputs: [input = ''], outputs, inputShapes, attributes: { axis, tiles }, node, constant }) {
    const repeats = [1, ...(inputShapes[0] ?? []).map(() => 1)].map((one, i) => (i === axis ? tiles : one))
    node('Tile', [input, constant({ ints: repeats })], {}, outputs[0])
  },
})
