import { expect, it } from 'vitest'
import { encodeSafetensors } from '../builds/safetensors.js'
import { readShardHead } from './shard-head.js'

const file = encodeSafetensors([
  { name: 'offsets', dtype: 'U64', shape: [2], data: BigUint64Array.of(3n, 4n) },
  { name: 'mean', dtype: 'F32', shape: [1], data: Float32Array.of(1) },
])

it('finds tensors in a file', () => {
  const { start, end } = readShardHead(file).get('offsets') ?? { start: 0, end: 0 }
  expect([file.readBigUInt64LE(start), file.readBigUInt64LE(start + 8), end - start]).toEqual([3n, 4n, 16])
  expect(readShardHead(file).get('mean')?.end).toBe(file.length)
  expect(readShardHead(file).has('images')).toBe(false)
})

it.each([
  ['nothing', Buffer.alloc(0)],
  ['a few bytes', file.subarray(0, 20)],
  ['a giant header', Buffer.alloc(64, 255)],
])('refuses %s', (_, bytes) => expect(() => readShardHead(bytes)).toThrow('not whole'))
