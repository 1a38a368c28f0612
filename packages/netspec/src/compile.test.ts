import { describe, expect, it } from 'vitest'
import { codes, compileLayers, compileText } from './testing/compile-layers.ts'

const conv = (name: string, bottom: string, rest: string) =>
  `layer { name: "${name}" type: "Convolution" bottom: "${bottom}" top: "${name}"\n  convolution_param { ${rest} weight_filler { type: "xavier" } } }`

describe('faults', () => {
  it('names the image size and the layer of a network that does not fit', () => {
    const { faults } = compileLayers(conv('c', 'data', 'num_output: 2 kernel_size: 5'), 'c', {
      input: { channels: 3, height: 4, width: 6 },
    })
    expect(faults).toMatchObject([{ severity: 'error', code: 'kernel-too-large', layer: 'c', line: 2 }])
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
