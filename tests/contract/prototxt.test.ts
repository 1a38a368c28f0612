import { compile, deployText, normalise } from '@fovea/netspec'
import { describe, expect, it } from 'vitest'
import { corpus } from './corpus.js'

describe.each(corpus.map(network => [network.name, network] as const))('the text of %s', (_name, { text, options }) => {
  it('is itself when normalised twice, and compiles to the same plan', () => {
    const once = normalise(text) ?? ''
    expect(normalise(once)).toBe(once)
    expect(compile(once, options).plan).toEqual(compile(text, options).plan)
  })

  it('classifies alone as it does within the whole', () => {
    const { plan, onnx } = compile(text, options)
    const alone = compile(plan ? deployText(text, plan) : '', { isAlone: true, classes: options.classes })
    expect(alone.onnx).toEqual(onnx)
  })
})
