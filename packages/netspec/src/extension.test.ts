import { describe, expect, it } from 'vitest'
import { compile, defineLayer, elements, float, standardLayers } from './index.ts'

/** A layer that netspec does not know, written with what it exports. */
const bound = defineLayer({
  type: 'Bound',
  message: 'bound_param',
  fields: { min: float(0), max: float(1) },
  bottoms: 1,
  attributes({ min, max }, _inputs, scope) {
    if (min >= max)
      scope.fail('wrong-value', `${scope.name} bounds to nothing: ${min} is not below ${max}.`, 'Make max larger.')
    return { min, max }
  },
  shapes: ([input = []]) => [input],
  flops: ([input = []]) => 2 * elements(input),
  onnx({ inputs, outputs, attributes: { min, max }, node, constant }) {
    const above = node('Max', [...inputs, constant({ floats: [min] })])
    node('Min', [above, constant({ floats: [max] })], {}, outputs[0])
  },
})

const text = (
  param: string,
) => `layer { name: "bound" type: "Bound" bottom: "data" top: "bound" bound_param { ${param} } }
  layer { name: "fc" type: "InnerProduct" bottom: "bound" top: "fc" inner_product_param { weight_filler { type: "xavier" } } }
  layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc" bottom: "label" top: "loss" }`
const options = { classes: 2, input: { channels: 1, height: 4, width: 4 }, layers: [...standardLayers, bound] }

describe('a layer from outside', () => {
  it('is parsed, inferred, planned and exported like one of ours', () => {
    const { plan, onnx, figures, faults } = compile(text('max: 6'), options)
    expect(faults).toEqual([])
    expect(plan?.ops[0]).toMatchObject({ type: 'Bound', shapes: [[1, 4, 4]], attributes: { min: 0, max: 6 } })
    expect(onnx?.graph.node.map(({ opType }) => opType)).toEqual([
      'Constant',
      'Max',
      'Constant',
      'Min',
      'Flatten',
      'Gemm',
      'Softmax',
    ])
    expect(figures.layers[0]?.flops).toBe(32)
  })

  it('has its faults placed', () => {
    expect(compile(text('max: -1'), options).faults).toMatchObject([{ code: 'wrong-value', layer: 'bound', line: 1 }])
    expect(compile(text('maximum: 1'), options).faults).toMatchObject([{ code: 'unknown-field', column: 79 }])
  })

  it('is unknown where it is not passed', () => {
    expect(compile(text('max: 6'), { ...options, layers: standardLayers }).faults[0]?.code).toBe('unknown-layer')
  })

  it('cannot classify without an ONNX form', () => {
    const { onnx: _, ...mute } = bound
    expect(compile(text('max: 6'), { ...options, layers: [...standardLayers, mute] }).faults[0]?.code).toBe(
      'no-onnx-form',
    )
  })
})
