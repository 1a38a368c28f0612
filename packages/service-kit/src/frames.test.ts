import { describe, expect, it } from 'vitest'
import { encodeFrame, FrameReader } from './frames.js'

const first = Buffer.concat(encodeFrame({ id: 1, name: 'é' }, Buffer.from([1, 2, 3])))
const second = Buffer.concat(encodeFrame({ id: 2 }))
const both = Buffer.concat([first, second])
const expected = [
  { header: { id: 1, name: 'é', payloadBytes: 3 }, payload: Buffer.from([1, 2, 3]) },
  { header: { id: 2 }, payload: Buffer.alloc(0) },
]

describe('frames', () => {
  it.each([1, 2, 3, 7, 1000])('come back from chunks of %i bytes', size => {
    const reader = new FrameReader()
    const frames = []
    for (let at = 0; at < both.length; at += size) frames.push(...reader.push(both.subarray(at, at + size)))
    expect(frames).toEqual(expected)
  })

  it('refuse a length that cannot be', () => {
    expect(() => new FrameReader().push(Buffer.from([255, 255, 255, 255]))).toThrow('header')
    const absurd = Buffer.concat(encodeFrame({ payloadBytes: 1e12 }))
    expect(() => new FrameReader().push(absurd)).toThrow('payload')
  })
})
