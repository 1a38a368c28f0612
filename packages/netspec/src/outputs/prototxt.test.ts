import { describe, expect, it } from 'vitest'
import { compile } from '../compile.ts'
import { standardNetworks } from '../networks/standard.ts'
import { deployText, normalise } from './prototxt.ts'

const options = { classes: 7, input: { channels: 3, height: 40, width: 36 } }

const old = `name: 'quoted' # a comment
layer < name: "a\\"b" type: "Data" top: "pictures" top: "label" include { phase: TRAIN } >
layer { name: "conv" type: "Convolution" bottom: "pictures" top: "conv" param: { lr_mult: 0.10 } convolution_param {
  num_output: 0x04 kernel_size: [3, 5], pad: 1; weight_filler { type: "xavier" } bias_term: false } }
layer { name: "relu" type: "ReLU" bottom: "conv" top: "conv" }
layer { name: "drop" type: "Dropout" bottom: "conv" top: "conv" include { stage: "train" } }
layer { name: "fc" type: "InnerProduct" bottom: "conv" top: "fc" }
layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc" bottom: "label" top: "loss" }`

const first = `name: "V1" input: "pictures" input_dim: 1 input_dim: 3 input_dim: 24 input_dim: 20
layers { name: "conv" type: CONVOLUTION bottom: "pictures" top: "conv" blobs_lr: 1 blobs_lr: 2 weight_decay: 1 weight_decay: 0
  convolution_param { num_output: 4 kernel_size: 3 weight_filler { type: "xavier" } } }
layers { name: "fc" type: INNER_PRODUCT bottom: "conv" top: "fc" inner_product_param { num_output: 7 } }
layers { name: "prob" type: SOFTMAX bottom: "fc" top: "prob" }`

describe('the normalised text', () => {
  const texts = [...Object.values(standardNetworks), old]

  it('of the old form is in the form of today, of the same size and plan', () => {
    const once = normalise(first) ?? ''
    expect(normalise(once)).toBe(once)
    expect(once).toContain('  type: "Convolution"\n')
    expect(once).toContain('    lr_mult: 2\n')
    expect(once).not.toContain('layers')
    const { plan } = compile(first, { isAlone: true })
    expect(plan?.input).toEqual({ channels: 3, height: 24, width: 20 })
    expect(plan?.preprocessing).toMatchObject({ channels: 3, height: 24, width: 20, crop: 0 })
    expect(compile(once, { isAlone: true }).plan).toEqual(plan)
    expect(plan && compile(deployText(first, plan), { isAlone: true }).onnx).toEqual(
      compile(first, { isAlone: true }).onnx,
    )
  })

  it.each(texts)('is itself when normalised again, and compiles to the same plan', text => {
    const once = normalise(text) ?? ''
    expect(normalise(once)).toBe(once)
    expect(compile(once, options).plan).toEqual(compile(text, options).plan)
  })

  it('holds every field as it was written, one a line', () => {
    const text = normalise(old) ?? ''
    expect(text.startsWith('name: "quoted"\nlayer {\n  name: "a\\"b"\n  type: "Data"\n')).toBe(true)
    expect(text).toContain('    lr_mult: 0.10\n')
    expect(text).toContain('    num_output: 0x04\n    kernel_size: 3\n    kernel_size: 5\n    pad: 1\n')
    expect(text).not.toContain('#')
  })

  it('is nothing for what cannot be read', () => {
    expect(normalise('layer {')).toBeUndefined()
  })
})

describe('the deploy text', () => {
  it('has what classifying needs, and compiles to the same operations', () => {
    const { plan } = compile(old, options)
    const text = plan ? deployText(old, plan) : ''
    expect(text).toContain('type: "Input"\n  top: "pictures"\n')
    expect(text).toContain('num_output: 7\n')
    expect(text).toContain('type: "Softmax"\n  bottom: "fc"\n')
    for (const gone of ['Dropout', 'SoftmaxWithLoss', 'include', 'type: "Data"']) expect(text).not.toContain(gone)
    const deployed = (found = plan) => found?.ops.filter(({ phases }) => phases.includes('deploy'))
    const bare = ({ phases: _, lossWeights: __, ...op }: NonNullable<typeof plan>['ops'][number]) => op
    const again = compile(text, { ...options, isAlone: true }).plan
    expect(deployed(again)?.map(bare)).toEqual(deployed()?.map(bare))
  })

  it.each(Object.entries(standardNetworks))('of %s classifies as the whole text does', (_name, whole) => {
    const { plan, onnx } = compile(whole, options)
    const text = plan ? deployText(whole, plan) : ''
    expect(compile(text, { ...options, isAlone: true }).onnx).toEqual(onnx)
  })
})
