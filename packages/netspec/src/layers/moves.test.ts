import { describe, expect, it } from 'vitest'
import { codes, compileLayers } from '../testing/compile-layers.ts'
import { table } from '../testing/table.ts'

const one = (type: string, rest: string, tops: string) => {
  const named = tops.split(' ').map(top => `top: "${top}"`)
  const text = `layer { name: "x" type: "${type}" bottom: "data" ${named.join(' ')} ${rest} }`
  return compileLayers(text, 'data', { input: { channels: 6, height: 10, width: 4 } })
}

describe('layers that move and gather values', () => {
  it.each(
    table(`
      Slice     | slice_param { slice_point: 1 slice_point: 4 }                    | a b c | 1×10×4 3×10×4 2×10×4
      Slice     | slice_param { axis: 2 }                                          | a b   | 6×5×4 6×5×4
      Slice     | slice_param { slice_dim: 3 slice_point: 3 }                      | a b   | 6×10×3 6×10×1
      Slice     | slice_param { axis: -1 }                                         | a     | 6×10×4
      Split     |                                                                  | a b   | 6×10×4 6×10×4
      Tile      | tile_param { tiles: 3 }                                          | a     | 18×10×4
      Tile      | tile_param { axis: -1 tiles: 2 }                                 | a     | 6×10×8
      Reshape   | reshape_param { shape { dim: 0 dim: -1 } }                       | a     | 240
      Reshape   | reshape_param { shape { dim: -1 dim: 240 } }                     | a     | 240
      Reshape   | reshape_param { shape { dim: 0 dim: 0 dim: 8 dim: -1 } }         | a     | 6×8×5
      Reshape   | reshape_param { axis: 2 shape { dim: -1 } }                      | a     | 6×40
      Reshape   | reshape_param { axis: 2 num_axes: 1 shape { dim: 2 dim: -1 } }   | a     | 6×2×5×4
      Reshape   | reshape_param { axis: 1 num_axes: 0 shape { dim: 1 } }           | a     | 1×6×10×4
      Reshape   | reshape_param { axis: -1 shape { dim: 1 } }                      | a     | 6×10×4×1
      Reshape   | reshape_param { num_axes: 2 shape { dim: 0 dim: 2 dim: 3 } }     | a     | 2×3×10×4
      Reduction | reduction_param { axis: 1 }                                      | a     | one
      Reduction | reduction_param { operation: 4 axis: -1 }                        | a     | 6×10
      Reduction |                                                                  | a     | one
      ArgMax    |                                                                  | a     | 1×1×1
      ArgMax    | argmax_param { out_max_val: true top_k: 5 }                      | a     | 2×5×1
      ArgMax    | argmax_param { axis: 2 top_k: 2 }                                | a     | 6×2×4
      Pooling   | pooling_param { kernel_size: 2 stride: 2 }                       | a b   | 6×5×2 6×5×2
      Pooling   | pooling_param { pool: STOCHASTIC kernel_size: 3 stride: 2 }      | a     | 6×5×2
    `),
  )('%s %s into %s makes %s', (type, rest, tops, shapes) => {
    const { faults, figures } = one(type ?? '', rest ?? '', tops ?? '')
    expect(faults).toEqual([])
    const wanted = shapes?.split(' ').map(shape => (shape === 'one' ? [] : shape.split('×').map(Number)))
    expect(figures.layers[0]?.shapes).toEqual(wanted)
  })

  it.each(
    table(`
      Slice     | slice_param { axis: 2 }                                  | a b c | shape-mismatch
      Slice     | slice_param { slice_point: 2 }                           | a     | wrong-value
      Slice     | slice_param { slice_point: 4 slice_point: 2 }            | a b c | wrong-value
      Slice     | slice_param { slice_point: 6 }                           | a b   | wrong-value
      Slice     | slice_param { axis: 0 }                                  | a b   | wrong-axis
      Tile      |                                                          | a     | missing-field
      Tile      | tile_param { axis: 0 tiles: 2 }                          | a     | wrong-axis
      Reshape   | reshape_param { shape { dim: 32 dim: 240 } }             | a     | wrong-axis
      Reshape   | reshape_param { shape { dim: -1 dim: 120 } }             | a     | wrong-axis
      Reshape   | reshape_param { }                                        | a     | wrong-axis
      Reshape   | reshape_param { num_axes: 0 shape { dim: 1 } }           | a     | wrong-axis
      Reshape   | reshape_param { axis: 5 shape { dim: 1 } }               | a     | wrong-axis
      Reshape   | reshape_param { axis: 2 num_axes: 3 shape { dim: 1 } }   | a     | wrong-axis
      Reshape   | reshape_param { shape { dim: 0 dim: -1 dim: -1 } }       | a     | wrong-value
      Reshape   | reshape_param { shape { dim: 0 dim: 7 dim: -1 } }        | a     | shape-mismatch
      Reshape   | reshape_param { shape { dim: 0 dim: 7 } }                | a     | shape-mismatch
      Reshape   | reshape_param { axis: 3 shape { dim: 4 dim: 0 } }        | a     | wrong-value
      ArgMax    | argmax_param { axis: 3 top_k: 5 }                        | a     | wrong-value
      ArgMax    | argmax_param { top_k: 241 }                              | a     | wrong-value
      Reduction | reduction_param { axis: 4 }                              | a     | wrong-axis
      Reduction | reduction_param { operation: 0 }                         | a     | unknown-word
      Pooling   | pooling_param { pool: AVE kernel_size: 2 }               | a b   | top-count
      Pooling   | pooling_param { pool: STOCHASTIC kernel_size: 2 pad: 1 } | a     | wrong-value
      Silence   |                                                          | a     | top-count
    `),
  )('%s %s into %s is the fault %s', (type, rest, tops, code) => {
    expect(codes(one(type ?? '', rest ?? '', tops ?? ''))).toEqual([code])
  })

  it.each(
    table(`
      crop_param { offset: 2 }                       | 6×4×2  |
      crop_param { offset: 6 offset: 0 }             | 6×4×2  |
      crop_param { axis: 0 offset: 0 offset: 0 offset: 1 offset: 2 } | 6×4×2 |
      crop_param { offset: 7 offset: 0 }             | 6×4×2  | shape-mismatch
      crop_param { offset: 1 offset: 1 offset: 1 }   | 6×4×2  | wrong-value
      crop_param { axis: 0 offset: 1 }               | 6×4×2  | wrong-axis
      crop_param { axis: 5 }                         | 6×4×2  | shape-mismatch
    `),
  )('Crop %s gives %s, or the fault %s', (param, shape, code) => {
    const small =
      'layer { name: "s" type: "Pooling" bottom: "data" top: "s" pooling_param { kernel_h: 4 kernel_w: 3 stride: 2 } }'
    const text = `${small} layer { name: "x" type: "Crop" bottom: "data" bottom: "s" top: "x" ${param} }`
    const compiled = compileLayers(text, 'x', { input: { channels: 6, height: 10, width: 4 } })
    expect(codes(compiled)).toEqual(code === '' ? [] : [code])
    if (code === '') expect(compiled.figures.layers[1]?.shapes).toEqual([shape?.split('×').map(Number)])
  })

  it('InnerProduct keeps the axes before its own', () => {
    const param = (axis: number) =>
      `inner_product_param { num_output: 5 axis: ${axis} weight_filler { type: "xavier" } }`
    expect(one('InnerProduct', param(2), 'x').figures.layers[0]).toMatchObject({
      shapes: [[6, 5]],
      parameters: 5 * 40 + 5,
      flops: 30 * 81,
    })
    expect(one('InnerProduct', param(-1), 'x').figures.layers[0]).toMatchObject({
      shapes: [[6, 10, 5]],
      parameters: 25,
    })
  })
})
