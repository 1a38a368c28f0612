import { describe, expect, it } from 'vitest'
import { classifier, codes, compileLayers, compileText, places } from './testing/compile-layers.ts'

const conv = (name: string, bottom: string, rest: string) =>
  `layer { name: "${name}" type: "Convolution" bottom: "${bottom}" top: "${name}"\n  convolution_param { ${rest} weight_filler { type: "xavier" } } }`

describe('faults', () => {
  it.each<[string, string, string[]]>([
    [
      'an unknown layer type',
      'layer { name: "c" type: "Convolutoin" bottom: "data" top: "c" }',
      ['unknown-layer 1:25'],
    ],
    ['a missing type', 'layer { name: "c" bottom: "data" top: "c" }', ['unknown-layer 1:1']],
    ['a missing name', `layer { type: "ReLU" bottom: "data" top: "c" }\n${classifier('c')}`, ['layer-name 1:1']],
    [
      'an unknown field of a layer',
      conv('c', 'data', 'num_output: 2 kernel_sise: 3 kernel_size: 3') + classifier('c'),
      ['unknown-field 2:37'],
    ],
    [
      'an unknown field beside a misspelt type',
      'layer { name: "c" typ: "ReLU" bottom: "data" top: "c" }',
      ['unknown-layer 1:1', 'unknown-field 1:19'],
    ],
    ['an unknown field of the network', `nmae: "x"\n${classifier('data')}`, ['unknown-field 1:1']],
    [
      'an unknown choice',
      `layer { name: "p" type: "Pooling" bottom: "data" top: "p"\npooling_param { pool: MAXX kernel_size: 2 } }\n${classifier('p')}`,
      ['unknown-word 2:23'],
    ],
    [
      'a value of the wrong kind',
      conv('c', 'data', 'num_output: 0 num_output: 2 kernel_size: 3') + classifier('c'),
      ['wrong-value 2:35'],
    ],
    [
      'a param of another type',
      `layer { name: "r" type: "ReLU" bottom: "data" top: "r"\npooling_param { } }\n${classifier('r')}`,
      ['without-effect 2:1'],
    ],
    [
      'a missing bottom',
      `layer { name: "r" type: "ReLU" bottom: "dta" top: "r" }\n${classifier('r')}`,
      ['missing-bottom 1:40'],
    ],
    [
      'a bottom made further down',
      `${classifier('r')}\nlayer { name: "r" type: "ReLU" bottom: "data" top: "r" }`,
      ['missing-bottom 1:53'],
    ],
    [
      'a duplicate top',
      `layer { name: "r" type: "ReLU" bottom: "data" top: "x" }\nlayer { name: "s" type: "TanH" bottom: "data" top: "x" }\n${classifier('x')}`,
      ['duplicate-top 2:52'],
    ],
    [
      'a duplicate layer',
      `layer { name: "r" type: "ReLU" bottom: "data" top: "x" }\nlayer { name: "r" type: "ReLU" bottom: "x" top: "y" }\n${classifier('y')}`,
      ['duplicate-layer 2:1'],
    ],
    [
      'a wrong number of bottoms',
      `layer { name: "r" type: "ReLU" bottom: "data" bottom: "data" top: "x" }\n${classifier('x')}`,
      ['bottom-count 1:1'],
    ],
    ['a missing label', `${classifier('data').replace('bottom: "label"', '')}`, ['label-missing 3:3']],
    [
      'a data layer without label',
      `layer { name: "d" type: "Data" top: "data" }\n${classifier('data')}`,
      ['label-missing 4:73'],
    ],
    [
      'maps that do not join',
      `${conv('a', 'data', 'num_output: 2 kernel_size: 3')}\nlayer { name: "j" type: "Concat" bottom: "data" bottom: "a" top: "j" }\n${classifier('j')}`,
      ['shape-mismatch 3:1'],
    ],
    [
      'a convolution of scores',
      `layer { name: "f" type: "Flatten" bottom: "data" top: "f" }\n${conv('c', 'f', 'num_output: 2 kernel_size: 3')}${classifier('c')}`,
      ['shape-mismatch 2:1'],
    ],
    [
      'groups that do not divide',
      conv('c', 'data', 'num_output: 4 kernel_size: 3 group: 2') + classifier('c'),
      ['group 1:1'],
    ],
    [
      'a missing filler',
      `layer { name: "c" type: "Convolution" bottom: "data" top: "c"\nconvolution_param { num_output: 2 kernel_size: 3 } }\n${classifier('c')}`,
      ['missing-filler 1:1'],
    ],
    ['no loss', 'layer { name: "s" type: "Softmax" bottom: "data" top: "s" }', ['class-count 1:1', 'no-loss 1:1']],
    [
      'no loss when validating',
      classifier('data').replace('top: "loss"', 'top: "loss" include { phase: TRAIN }'),
      ['no-validation-loss 3:3'],
    ],
    [
      'a loss weight too many',
      classifier('data').replace('top: "loss"', 'top: "loss" loss_weight: 1 loss_weight: 1'),
      ['loss-weight 3:3'],
    ],
    [
      'a layer off the path to the loss',
      `${conv('c', 'data', 'num_output: 2 kernel_size: 3')}\n${classifier('data')}`,
      ['no-path-to-loss 1:1'],
    ],
    [
      'scores that are not the classes',
      classifier('data').replace('inner_product_param {', 'inner_product_param { num_output: 3'),
      ['class-count 3:3'],
    ],
    [
      'even neighbourhoods',
      `layer { name: "n" type: "LRN" bottom: "data" top: "n" lrn_param { local_size: 4 } }\n${classifier('n')}`,
      ['wrong-value 1:1'],
    ],
    [
      'a pad as large as its window',
      `layer { name: "p" type: "Pooling" bottom: "data" top: "p" pooling_param { kernel_size: 2 pad: 2 } }\n${classifier('p')}`,
      ['pad-too-large 1:1'],
    ],
    ['the oldest form', 'layers { name: "c" type: RELU }', ['old-form 1:1', 'no-layers 1:1']],
    ['an empty text', '', ['no-layers 1:1']],
    [
      'arrays beyond any memory',
      conv('c', 'data', 'num_output: 2147483647 kernel_size: 3') + classifier('c'),
      ['too-large 1:1'],
    ],
  ])('finds %s', (_, text, expected) => {
    const compiled = compileText(text)
    expect(places(compiled)).toEqual(expected)
    const isSound = compiled.faults.every(({ severity }) => severity === 'warning')
    expect(compiled.plan !== undefined).toBe(isSound)
    expect(compiled.onnx !== undefined).toBe(isSound)
  })

  it('names the image size and the layer of a network that does not fit', () => {
    const { faults } = compileLayers(conv('c', 'data', 'num_output: 2 kernel_size: 5'), 'c', {
      input: { channels: 3, height: 4, width: 6 },
    })
    expect(faults).toMatchObject([{ severity: 'error', code: 'kernel-too-large', layer: 'c', line: 1 }])
    expect(faults[0]?.message).toContain('images of 6×4: c needs a window of 5×5, but only 4×6')
  })

  it('tells that a pooling was forgotten', () => {
    const wide = `layer { name: "fc" type: "InnerProduct" bottom: "data" top: "fc" inner_product_param { num_output: 500 weight_filler { type: "xavier" } } }`
    expect(codes(compileLayers(wide, 'fc', { input: { channels: 3, height: 128, width: 128 } }))).toEqual([
      'pooling-forgotten',
    ])
  })

  it('suggests the nearest name', () => {
    expect(compileText('layer { name: "c" type: "Convolutoin" }').faults[0]?.remedy).toBe('Did you mean Convolution?')
  })

  it('collects several at once and keeps each at its node', () => {
    const compiled = compileText(
      `${conv('a', 'dta', 'num_output: 2 kernel_size: 3')}\n${conv('b', 'data', 'num_outputs: 2 kernel_size: 3')}`,
    )
    expect(codes(compiled)).toEqual(
      expect.arrayContaining(['missing-bottom', 'unknown-field', 'missing-field', 'no-loss']),
    )
    const faulty = compiled.drawing.nodes.filter(({ faults }) => faults.length > 0)
    expect(faulty.map(({ name, faults }) => [name, faults.map(({ code }) => code)])).toEqual([
      ['a', ['missing-bottom']],
      ['b', ['missing-field', 'unknown-field']],
    ])
  })

  it.each([
    { classes: 0 },
    { classes: Number.NaN },
    { input: { channels: 3, height: 0, width: 32 } },
    { input: { channels: 1.5, height: 32, width: 32 } },
    { preprocessing: { crop: 64 } },
  ])('refuses %o', changed => {
    const compiled = compileLayers('', 'data', changed)
    expect(compiled.plan).toBeUndefined()
    expect(codes(compiled).some(code => code === 'dataset' || code === 'crop')).toBe(true)
  })

  it('bounds a network of very many layers', () => {
    const layers = Array.from(
      { length: 5_000 },
      (_, i) => `layer { name: "r${i}" type: "ReLU" bottom: "data" top: "data" }`,
    )
    expect(codes(compileText(layers.join('\n')))).toContain('too-long')
  })
})

describe('preprocessing', () => {
  const data = `layer { name: "d" type: "Data" top: "data" top: "label"
    transform_param { crop_size: 28 mirror: true scale: 0.5 } }`

  it('takes from the text what the caller leaves open', () => {
    const { plan, preprocessingHints } = compileLayers(data, 'data', { preprocessing: { scale: 2, mean: 'pixel' } })
    expect(preprocessingHints).toEqual({ crop: 28, mirror: true, scale: 0.5 })
    expect(plan?.preprocessing).toMatchObject({
      height: 32,
      width: 32,
      crop: 28,
      mirror: true,
      scale: 2,
      mean: 'pixel',
    })
    expect(plan?.input).toEqual({ channels: 3, height: 28, width: 28 })
  })

  it('lets the caller switch off what the text asks for', () => {
    const { plan } = compileLayers(data, 'data', { preprocessing: { crop: 0, mirror: false } })
    expect(plan?.preprocessing).toMatchObject({ crop: 0, mirror: false, scale: 0.5, mean: 'image' })
  })

  it('reads the mean of the text as a mode', () => {
    const compiled = compileLayers(data.replace('scale: 0.5', 'mean_value: 104'), 'data')
    expect(compiled.plan?.preprocessing.mean).toBe('pixel')
    expect(codes(compiled)).toEqual(['mean-value'])
  })
})
