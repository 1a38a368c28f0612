import { describe, expect, it } from 'vitest'
import { compile } from '../compile.ts'
import { standardNetworks } from '../networks/standard.ts'
import { compileLayers } from '../testing/compile-layers.ts'
import type { OnnxModel } from './onnx-types.ts'

/** Names that a node reads and nothing makes, and names made twice. */
function loose({ graph }: OnnxModel) {
  const made = new Set([...graph.input, ...graph.initializer].map(({ name }) => name))
  const faults: string[] = []
  for (const { input, output } of graph.node) {
    for (const name of input) if (!made.has(name)) faults.push(`reads ${name}`)
    for (const name of output) {
      if (made.has(name)) faults.push(`makes ${name} twice`)
      made.add(name)
    }
  }
  for (const { name } of graph.output) if (!made.has(name)) faults.push(`lacks ${name}`)
  return faults
}

const every = `
layer { name: "a1" type: "Pooling" bottom: "data" top: "a1" pooling_param { pool: AVE kernel_size: 3 stride: 2 pad: 1 } }
layer { name: "n1" type: "LRN" bottom: "a1" top: "a1" }
layer { name: "n2" type: "LRN" bottom: "a1" top: "n2" lrn_param { norm_region: WITHIN_CHANNEL } }
layer { name: "b" type: "BatchNorm" bottom: "n2" top: "b" }
layer { name: "s" type: "Scale" bottom: "b" top: "s" scale_param { bias_term: true } }
layer { name: "sg" type: "Sigmoid" bottom: "s" top: "sg" }
layer { name: "th" type: "TanH" bottom: "s" top: "th" }
layer { name: "e1" type: "Eltwise" bottom: "sg" bottom: "th" bottom: "s" top: "e1" eltwise_param { coeff: [1, -2, 0.5] } }
layer { name: "e2" type: "Eltwise" bottom: "sg" bottom: "th" bottom: "e1" top: "e2" eltwise_param { operation: PROD } }
layer { name: "e3" type: "Eltwise" bottom: "e2" bottom: "e1" top: "e3" eltwise_param { operation: MAX } }
layer { name: "d" type: "Dropout" bottom: "e3" top: "e3" }
layer { name: "c" type: "Concat" bottom: "e3" bottom: "sg" top: "c" }
layer { name: "f" type: "Flatten" bottom: "c" top: "f" }
layer { name: "r" type: "ReLU" bottom: "f" top: "r" relu_param { negative_slope: 0.2 } }`

describe('the ONNX graph', () => {
  it('is whole for every layer, with every blob as an output', () => {
    const { onnx, plan, faults } = compileLayers(every, 'r')
    expect(faults).toEqual([])
    expect(onnx && loose(onnx)).toEqual([])
    const blobs = plan?.ops.filter(({ phases }) => phases.includes('deploy')).flatMap(({ tops }) => tops)
    expect(onnx?.graph.output.map(({ name }) => name)).toEqual(blobs)
  })

  it('declares the input with an open batch and the weights without values', () => {
    const { onnx } = compile(standardNetworks.lenet, { classes: 10, input: { channels: 1, height: 28, width: 28 } })
    const dim = [
      { value: { $case: 'dimParam', value: 'N' } },
      ...[1, 28, 28].map(value => ({ value: { $case: 'dimValue', value } })),
    ]
    expect(onnx).toMatchObject({ irVersion: 8, opsetImport: [{ domain: '', version: 17 }] })
    expect(onnx?.graph.input).toEqual([
      { name: 'data', type: { value: { $case: 'tensorType', value: { elemType: 1, shape: { dim } } } } },
    ])
    expect(onnx?.graph.initializer[0]).toEqual({
      name: 'conv1.weight',
      dims: [20, 1, 5, 5],
      dataType: 1,
      floatData: [],
      int64Data: [],
      dataLocation: 'EXTERNAL',
      externalData: [],
    })
  })

  it('pads a partial last window and corrects its average', () => {
    // Side 23, window 3, stride 2, pad 1: twelve windows, the last of which ends with the padding. Side 24 without pad: clipped.
    const pooled = (side: number, pad: number) =>
      compileLayers(
        `layer { name: "p" type: "Pooling" bottom: "data" top: "p" pooling_param { pool: AVE kernel_size: 3 stride: 2 pad: ${pad} } }`,
        'p',
        { input: { channels: 1, height: side, width: side } },
      ).onnx?.graph.node.filter(({ name }) => name.startsWith('p/'))
    expect(pooled(23, 1)?.map(({ opType }) => opType)).toEqual(['AveragePool'])
    const clipped = pooled(24, 0)
    expect(clipped?.map(({ opType }) => opType)).toEqual([
      'AveragePool',
      'Constant',
      'Constant',
      'Unsqueeze',
      'Mul',
      'Constant',
      'Mul',
    ])
    expect(clipped?.[0]?.attribute.find(({ name }) => name === 'pads')?.ints).toEqual([0, 0, 1, 1])
  })
})
