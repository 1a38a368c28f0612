import { describe, expect, it } from 'vitest'
import { codes, compileLayers } from '../testing/compile-layers.ts'
import { table } from '../testing/table.ts'

const dummy = (tops: string, param: string) =>
  `layer { name: "x" type: "DummyData" ${tops
    .split(' ')
    .map(top => `top: "${top}"`)
    .join(' ')} dummy_data_param { ${param} } }`
const sum = 'layer { name: "sum" type: "Eltwise" bottom: "data" bottom: "a" top: "sum" }'

describe('DummyData', () => {
  it.each(
    table(`
      a   | shape { dim: 64 dim: 3 dim: 32 dim: 32 }                      | 3×32×32
      a   | num: 64 channels: 3 height: 4 width: 5                        | 3×4×5
      a b | shape { dim: 64 dim: 3 } shape { dim: 64 }                    | 3 one
      a b | num: 8 channels: 2 channels: 3 height: 4 width: 5             | 2×4×5 3×4×5
    `),
  )('into %s with %s makes %s for each image', (tops, param, shapes) => {
    const { faults, figures } = compileLayers(dummy(tops ?? '', param ?? ''), 'data')
    expect(faults).toEqual([])
    expect(figures.layers[0]?.shapes).toEqual(
      shapes?.split(' ').map(shape => (shape === 'one' ? [] : shape.split('×').map(Number))),
    )
  })

  it.each(
    table(`
      a   |                                                               | wrong-value
      a   | num: 8 channels: 3                                            | missing-field
      a   | shape { }                                                     | missing-field
      a   | shape { dim: 8 } num: 8 channels: 3 height: 4 width: 5        | wrong-value
      a   | shape { dim: 8 } shape { dim: 8 }                             | wrong-value
      a   | shape { dim: 8 dim: 4 dim: 5 } data_filler { type: "bilinear" } | wrong-value
      a b | shape { dim: 8 } data_filler { } data_filler { } data_filler { } | wrong-value
    `),
  )('into %s with %s is the fault %s', (tops, param, code) => {
    expect(codes(compileLayers(dummy(tops ?? '', param ?? ''), 'data'))).toEqual([code])
  })

  it('is planned with its fillers and reads data for the number of images; the drawing leaves that out', () => {
    const { plan, drawing } = compileLayers(
      dummy('a', 'data_filler { value: 2 } shape { dim: 1 dim: 3 dim: 32 dim: 32 }') + sum,
      'sum',
    )
    expect(plan?.ops[0]).toMatchObject({
      bottoms: ['data'],
      phases: ['train', 'test', 'deploy'],
      attributes: { data_filler: [{ type: 'constant', value: 2 }] },
    })
    expect(drawing.edges.filter(({ from, to }) => from === 'data' && to.endsWith('x'))).toEqual([])
  })

  it('cannot classify where it is random, unless nothing depends on it', () => {
    const random = dummy('a', 'data_filler { type: "gaussian" } shape { dim: 1 dim: 3 dim: 32 dim: 32 }')
    const { faults } = compileLayers(random + sum, 'sum')
    expect(faults).toMatchObject([{ code: 'no-onnx-form', layer: 'x' }])
    expect(faults[0]?.message).toBe(
      'x makes other values each time, which an answer must not depend on; only the filler constant can be exported, so no image could be classified.',
    )
    expect(codes(compileLayers(random, 'data'))).toEqual([])
  })
})
