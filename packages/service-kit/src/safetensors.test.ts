import { describe, expect, it } from 'vitest'
import { headerLength, LENGTH_BYTES, NotSafetensors, readFloats, readHeader } from './safetensors.js'

function file(header: object, data: Buffer): Buffer {
  const text = Buffer.from(JSON.stringify(header))
  return Buffer.concat([lengthOf(text.length), text, data])
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeBigUInt64LE(BigInt(bytes))
  return length
}

const floats = (...values: number[]) => Buffer.from(new Float32Array(values).buffer)
const whole = file(
  {
    __metadata__: { fovea: '{"version":1}' },
    mean: { dtype: 'F32', shape: [2], data_offsets: [4, 12] },
    label: { dtype: 'I32', shape: [1], data_offsets: [0, 4] },
  },
  Buffer.concat([Buffer.alloc(4), floats(1.5, -2)]),
)
const header = whole.subarray(LENGTH_BYTES, LENGTH_BYTES + headerLength(whole))

describe('a safetensors file', () => {
  it('gives places counted from its start, whatever its metadata', () => {
    const place = readHeader(header, whole.length).get('mean')
    expect(place).toEqual({ dtype: 'F32', shape: [2], offset: LENGTH_BYTES + header.length + 4, length: 8 })
    expect(readHeader(header, whole.length).has('__metadata__')).toBe(false)
  })

  it('gives the values of a tensor', () => expect([...readFloats(whole, 'mean')]).toEqual([1.5, -2]))

  it.each([
    ['is too short', () => headerLength(Buffer.alloc(3))],
    ['is something else', () => headerLength(Buffer.from('hello world'))],
    ['is cut', () => readHeader(header, whole.length - 1)],
    ['has no such tensor', () => readFloats(whole, 'weights')],
    ['has it in another type', () => readFloats(whole, 'label')],
    [
      'names a place before its start',
      () => readHeader(Buffer.from('{"a":{"dtype":"F32","shape":[],"data_offsets":[-4,0]}}'), 999),
    ],
    ['has a header longer than memory should hold', () => headerLength(lengthOf(16 * 2 ** 20 + 1))],
    ['has a header of the length of the universe', () => headerLength(Buffer.alloc(LENGTH_BYTES, 255))],
    ['has no JSON for a header', () => readHeader(Buffer.from('{"a":'), 999)],
    ['has a header that is no table', () => readHeader(Buffer.from('null'), 999)],
    ['has a tensor that is none', () => readHeader(Buffer.from('{"a":7}'), 999)],
    [
      'has a shape that is none',
      () => readHeader(Buffer.from('{"a":{"dtype":"F32","shape":"2","data_offsets":[0,8]}}'), 999),
    ],
    [
      'has a shape of broken counts',
      () => readHeader(Buffer.from('{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,6]}}'), 999),
    ],
  ])('is refused when it %s', (_, read) => expect(read).toThrow(NotSafetensors))
})
