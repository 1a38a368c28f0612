import { describe, expect, it } from 'vitest'
import { check } from './check.ts'
import { sound } from './testing/planted.ts'

const shapesOf = (text: string, options = {}) =>
  Object.fromEntries(check(text, options).layers.map(({ name, shapes }) => [name, shapes]))
const codesOf = (text: string, options = {}) => check(text, options).faults.map(({ code }) => code)

const conv = `layer { name: "conv" type: "Convolution" bottom: "data" top: "conv"
  convolution_param { num_output: 4 kernel_size: 3 weight_filler { type: "xavier" } } }
layer { name: "fc" type: "InnerProduct" bottom: "conv" top: "fc"
  inner_product_param { num_output: 7 weight_filler { type: "xavier" } } }`
const prob = 'layer { name: "prob" type: "Softmax" bottom: "fc" top: "prob" }'
const loss = 'layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc" bottom: "label" top: "loss" }'

describe('check', () => {
  it('lists every layer of the text once, with the batch of its data layer', () => {
    expect(check(sound, { classes: 10 })).toMatchObject({ ok: true, faults: [] })
    expect(shapesOf(sound, { classes: 10, input: { channels: 3, height: 32, width: 32 } })).toEqual({
      images: [[64, 3, 28, 28], [64]],
      conv1: [[64, 8, 24, 24]],
      norm1: [[64, 8, 24, 24]],
      relu1: [[64, 8, 24, 24]],
      pool1: [[64, 8, 12, 12]],
      lrn1: [[64, 8, 12, 12]],
      both: [[64, 16, 12, 12]],
      fc1: [[64, 32]],
      drop1: [[64, 32]],
      fc2: [[64, 10]],
      accuracy: [[]],
      loss: [[]],
      prob: [[64, 10]],
    })
  })

  it('keeps to one phase when asked', () => {
    const names = (phase: 'train' | 'test') => check(sound, { phase }).layers.map(({ name }) => name)
    expect(names('train')).not.toContain('accuracy')
    expect(names('train')).toContain('loss')
    expect(names('test')).toContain('accuracy')
    expect(names('test')).not.toContain('prob')
  })

  it('keeps the inputs of the text, in whatever form', () => {
    const forms = [
      'input: "data" input_dim: 10 input_dim: 1 input_dim: 9 input_dim: 8',
      'input: "data" input_shape { dim: 10 dim: 1 dim: 9 dim: 8 }',
      'layer { name: "input" type: "Input" top: "data" input_param { shape: { dim: 10 dim: 1 dim: 9 dim: 8 } } }',
      'layers { name: "input" type: MEMORY_DATA top: "data" memory_data_param { batch_size: 10 channels: 1 height: 9 width: 8 } }',
    ]
    for (const form of forms) {
      const text = `${form}\n${conv}\n${prob}`
      const size = form.startsWith('layers') ? undefined : { channels: 3, height: 40, width: 40 }
      expect(shapesOf(text, { input: size })['conv'], form).toEqual([[10, 4, 7, 6]])
    }
  })

  it('finds nothing missing in a text that only classifies', () => {
    const text = `input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 }\n${conv}\n${prob}`
    expect(check(text)).toMatchObject({ ok: true, faults: [] })
    expect(codesOf(`${conv}\n${prob}`)).toEqual(['no-loss'])
  })

  it('counts classes by the text’s own scores where none are given', () => {
    expect(codesOf(`${conv}\n${loss}`)).toEqual([])
    expect(codesOf(`${conv}\n${loss}`, { classes: 2 })).toEqual(['class-count'])
  })

  it('takes the text’s crop for the size of images where none is given', () => {
    const text = `layer { name: "d" type: "Data" top: "data" top: "label" transform_param { crop_size: 227 } }\n${conv}\n${loss}`
    expect(shapesOf(text)['conv']).toEqual([[1, 4, 225, 225]])
  })

  it('counts what layers share once', () => {
    const twin = (name: string) =>
      `layer { name: "${name}" type: "InnerProduct" bottom: "data" top: "${name}" param { name: "w" } param { name: "b" }
        inner_product_param { num_output: 5 weight_filler { type: "xavier" } } }`
    const sum = 'layer { name: "fc" type: "Eltwise" bottom: "a" bottom: "b" top: "fc" }'
    const { layers, parameters } = check(`${twin('a')}\n${twin('b')}\n${sum}\n${loss}`)
    expect(layers.slice(0, 2).map(layer => layer.parameters)).toEqual([5 * 3072 + 5, 5 * 3072 + 5])
    expect(parameters).toBe(5 * 3072 + 5)
  })

  it('lets a text do something else than classify, and says so', () => {
    const text = `${conv}\nlayer { name: "away" type: "Power" bottom: "fc" top: "away" loss_weight: 1 }`
    expect(check(text)).toMatchObject({ ok: true, faults: [{ severity: 'warning', code: 'no-probabilities' }] })
  })

  it('reads a solver', () => {
    expect(check('base_lr: 0.1 lr_policy: "fixed"')).toMatchObject({ ok: true, layers: [], solver: { baseRate: 0.1 } })
    expect(check('base_lr: 0.1 lr_policy: "fixe"')).toMatchObject({ ok: false, faults: [{ code: 'unknown-word' }] })
  })
})
