import { describe, expect, it } from 'vitest'
import { compileLayers } from '../testing/compile-layers.ts'
import { mostOnnxBytes, parametersAsInputs, toOnnxBytes, toOnnxFile } from './onnx-file.ts'
import { Protobuf } from './protobuf.ts'

/** A fully connected layer of so many outputs on 3×32×32 values. */
const wide = (outputs: number) => {
  const { onnx } = compileLayers(
    `layer { name: "wide" type: "InnerProduct" bottom: "data" top: "wide" inner_product_param { num_output: ${outputs} weight_filler { type: "xavier" } } }`,
    'wide',
  )
  if (!onnx) throw new Error('the network does not compile')
  return onnx
}

const gapBytes = 4 * (20_000 * 3072 + 20_000 + 20_000 * 10 + 10)

describe('a file of ONNX', () => {
  it('knows its length, and holds none of the weights', () => {
    const { bytes, parts } = toOnnxFile(wide(20_000))
    const held = parts.reduce((sum, part) => sum + (part instanceof Uint8Array ? part.length : 0), 0)
    expect(held).toBeLessThan(2000)
    expect(bytes).toBe(held + gapBytes)
    const gaps = parts.flatMap(part => (part instanceof Uint8Array ? [] : [part.gap]))
    expect(gaps).toEqual(['wide.weight', 'wide.bias', 'scores.weight', 'scores.bias'])
  })

  it('can be larger than protobuf allows, which its length tells', () => {
    expect(toOnnxFile(wide(180_000)).bytes).toBeGreaterThan(mostOnnxBytes)
  })

  it('is small where the weights are elsewhere, or given as inputs', () => {
    expect(toOnnxBytes(wide(20_000)).length).toBeLessThan(2000)
    const { parts } = toOnnxFile(parametersAsInputs(wide(20_000)))
    expect(parts).toHaveLength(1)
  })
})

describe('the wire format', () => {
  const bytes = (message: Protobuf) => [...(message.parts()[0] as Uint8Array)]

  it.each([
    ['zero', new Protobuf().int(1, 0), [8, 0]],
    ['a number of two bytes', new Protobuf().int(1, 300), [8, 0xac, 2]],
    ['a negative number', new Protobuf().int(3, -1), [24, ...Array(9).fill(255), 1]],
    ['a number above 32 bits', new Protobuf().int(1, 2 ** 35), [8, 128, 128, 128, 128, 128, 1]],
    ['a field above 15', new Protobuf().int(20, 7), [160, 1, 7]],
    ['a float', new Protobuf().float(2, 0.5), [21, 0, 0, 0, 63]],
    ['text', new Protobuf().text(4, 'é'), [34, 2, 195, 169]],
    ['a message', new Protobuf().message(7, new Protobuf().int(1, 1)), [58, 2, 8, 1]],
  ])('writes %s', (_, message, expected) => {
    expect(bytes(message)).toEqual(expected)
    expect(message.bytes).toBe(expected.length)
  })
})
