import { describe, expect, it } from 'vitest'
import { codes, compileLayers } from '../testing/compile-layers.ts'
import { table } from '../testing/table.ts'

const one = (type: string, rest: string) =>
  compileLayers(`layer { name: "x" type: "${type}" bottom: "data" top: "x" ${rest} }`, 'x')

describe('layers that change values alone', () => {
  // Input 3×32×32: 3,072 values, so many operations each.
  it.each(
    table(`
      AbsVal    |                                                            | 0    | 1
      BNLL      |                                                            | 0    | 4
      Clip      | clip_param { min: 0 max: 6 }                               | 0    | 2
      ELU       | elu_param { alpha: 0.5 }                                   | 0    | 3
      Exp       | exp_param { base: 2 }                                      | 0    | 4
      Log       | log_param { base: 10 shift: 1 }                            | 0    | 4
      MVN       |                                                            | 0    | 5
      MVN       | mvn_param { normalize_variance: false }                    | 0    | 2
      PReLU     |                                                            | 3    | 2
      PReLU     | prelu_param { channel_shared: true }                       | 1    | 2
      Swish     | swish_param { beta: 2 }                                    | 0    | 6
      Threshold | threshold_param { threshold: 0.5 }                         | 0    | 1
      Bias      | bias_param { filler { value: 1 } }                         | 3    | 1
      Bias      | bias_param { axis: 2 num_axes: 2 }                         | 1024 | 1
      Bias      | bias_param { num_axes: 0 }                                 | 1    | 1
      Scale     | scale_param { axis: -2 num_axes: -1 }                      | 1024 | 1
    `),
  )('%s %s keeps the shape, has %s parameters and does %s operations a value', (type, rest, parameters, each) => {
    const { faults, figures } = one(type ?? '', rest ?? '')
    expect(faults.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(figures.layers[0]).toMatchObject({
      shapes: [[3, 32, 32]],
      parameters: Number(parameters),
      flops: 3072 * Number(each),
    })
  })

  it.each(
    table(`
      Clip  | clip_param { min: 0 }                   | missing-field
      Clip  |                                         | missing-field
      Clip  | clip_param { min: 2 max: 1 }            | wrong-value
      Exp   | exp_param { base: 0 }                   | wrong-value
      Exp   | exp_param { base: -2 }                  | wrong-value
      Log   | log_param { base: 1 }                   | wrong-value
      MVN   | mvn_param { eps: -1 }                   | wrong-value
      Bias  | bias_param { axis: 3 num_axes: 2 }      | wrong-axis
      Bias  | bias_param { axis: 0 }                  | wrong-axis
      Scale | bottom: "data" scale_param { axis: 1 }  | wrong-axis
      Scale | bottom: "data" scale_param { axis: 0 bias_term: true } | wrong-value
      PReLU | prelu_param { filler { type: "bilinear" } } | wrong-value
    `),
  )('%s %s is the fault %s', (type, rest, code) => {
    expect(codes(one(type ?? '', rest ?? ''))).toEqual([code])
  })

  it('of single values have no mean of their own to take', () => {
    const few =
      'layer { name: "few" type: "InnerProduct" bottom: "data" top: "few" inner_product_param { num_output: 4 weight_filler { type: "xavier" } } }'
    const even = (param: string) => `${few} layer { name: "x" type: "MVN" bottom: "few" top: "x" ${param} }`
    expect(codes(compileLayers(even(''), 'x'))).toEqual(['shape-mismatch'])
    expect(codes(compileLayers(even('mvn_param { across_channels: true }'), 'x'))).toEqual([])
  })

  it('scale by a blob that holds as many values for each image', () => {
    const pooled = 'layer { name: "p" type: "Pooling" bottom: "data" top: "p" pooling_param { global_pooling: true } }'
    const gates = 'layer { name: "g" type: "Flatten" bottom: "p" top: "g" }'
    const gated = (first: string, second: string) =>
      compileLayers(
        `${pooled} ${gates} layer { name: "x" type: "Scale" bottom: "${first}" bottom: "${second}" top: "x" scale_param { axis: 0 } }`,
        'x',
      )
    const { faults, plan } = gated('data', 'g')
    expect(faults).toEqual([])
    expect(plan?.ops[2]).toMatchObject({ shapes: [[3, 32, 32]], attributes: { axis: 0, num_axes: 2 }, parameters: [] })
    expect(codes(gated('p', 'data'))).toEqual(['shape-mismatch'])
  })
})
