import { expect, it } from 'vitest'
import { encodeSafetensors } from '../builds/safetensors.js'
import { readShardHead, tensorAt } from './shard-head.js'

const file = encodeSafetensors([
  { name: 'offsets', dtype: 'U64', shape: [2], data: BigUint64Array.of(3n, 4n) },
  { name: 'mean', dtype: 'F32', shape: [1], data: Float32Array.of(1) },
])

it('finds tensors in a file', () => {
  const head = readShardHead(file)
  const start = tensorAt(head, 'offsets')
  expect([file.readBigUInt64LE(start), file.readBigUInt64LE(start + 8)]).toEqual([3n, 4n])
  expect(tensorAt(head, 'mean')).toBe(file.length - 4)
  expect(() => tensorAt(head, 'images')).toThrow('without the tensor images')
})

it.each([
  ['nothing', Buffer.alloc(0)],
  ['a few bytes', file.subarray(0, 20)],
  ['a giant header', Buffer.alloc(64, 255)],
])('refuses %s', (_, bytes) => expect(() => readShardHead(bytes)).toThrow('not whole'))
