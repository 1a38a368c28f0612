import { describe, expect, it } from 'vitest'
import { placeWeights, WeightsMismatch, weightsHeaderBytes } from './weights-file.ts'

const header = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const entry = { dtype: 'F32', shape: [2, 3], data_offsets: [4, 28] }

describe('places of weights', () => {
  it('count from the start of the file, whatever else it holds', () => {
    const bytes = header({ __metadata__: { fovea: '{}' }, 'a.weight': entry, other: {} })
    expect(placeWeights(bytes, [{ name: 'a.weight', shape: [2, 3] }]).get('a.weight')).toEqual({
      offset: 8 + bytes.length + 4,
      bytes: 24,
    })
  })

  it.each([
    ['another name', { b: entry }, 'It has no tensor a, so it is of another network.'],
    ['what every object has', { toString: entry }, 'It has no tensor a, so it is of another network.'],
    ['another shape', { a: { ...entry, shape: [3, 2] } }, 'Its tensor a is F32 3×2, where the network has F32 2×3.'],
    ['another type', { a: { ...entry, dtype: 'F16' } }, 'Its tensor a is F16 2×3, where the network has F32 2×3.'],
    [
      'another length',
      { a: { ...entry, data_offsets: [4, 27] } },
      'Its tensor a is F32 2×3, where the network has F32 2×3.',
    ],
    ['no place', { a: { dtype: 'F32', shape: [2, 3] } }, 'Its tensor a is F32 2×3, where the network has F32 2×3.'],
  ])('are refused for %s', (_, found, message) => {
    expect(() => placeWeights(header(found), [{ name: 'a', shape: [2, 3] }])).toThrow(new WeightsMismatch(message))
  })

  it('are refused for what is no such file', () => {
    expect(() => placeWeights(new TextEncoder().encode('{'), [])).toThrow(WeightsMismatch)
    expect(() => weightsHeaderBytes(new Uint8Array(7))).toThrow(WeightsMismatch)
    expect(() => weightsHeaderBytes(new TextEncoder().encode('GIF89a--'))).toThrow(WeightsMismatch)
  })

  it('tell the length of the header', () => {
    expect(weightsHeaderBytes(Uint8Array.from([44, 1, 0, 0, 0, 0, 0, 0, 123]))).toBe(300)
  })
})
