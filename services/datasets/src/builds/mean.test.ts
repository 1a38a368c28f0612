import { expect, it } from 'vitest'
import { addSums, meanOf } from './mean.js'
import { encodeSafetensors } from './safetensors.js'

it('is exact over shards, per value and per channel', () => {
  const total = new Float64Array(4)
  addSums(total, Buffer.from(new BigUint64Array([10n, 0n, 2n ** 40n, 255n]).buffer))
  addSums(total, Buffer.from(new BigUint64Array([5n, 1n, 0n, 255n]).buffer))
  expect([...total]).toEqual([15, 1, 2 ** 40, 510])
  const mean = meanOf(new Float64Array([15, 1, 10, 510]), 2, 2)
  expect([...mean.image]).toEqual([7.5, 0.5, 5, 255])
  expect(mean.pixel).toEqual([6.25, 127.75])
  expect([...mean.picture]).toEqual([8, 1, 5, 255])
})

it('refuses sums of another shape', () => {
  expect(() => addSums(new Float64Array(2), Buffer.alloc(8))).toThrow('8 bytes')
})

it('is written as a safetensors file', () => {
  const file = encodeSafetensors([{ name: 'mean', dtype: 'F32', shape: [1, 2], data: new Float32Array([1, 2]) }])
  const headerBytes = file.readUInt32LE(0)
  expect(headerBytes % 8).toBe(0)
  expect(JSON.parse(file.toString('utf8', 8, 8 + headerBytes))).toEqual({
    mean: { dtype: 'F32', shape: [1, 2], data_offsets: [0, 8] },
  })
  expect(file.readFloatLE(8 + headerBytes + 4)).toBe(2)
})
