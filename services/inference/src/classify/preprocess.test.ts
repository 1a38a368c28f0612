import { describe, expect, it } from 'vitest'
import type { Preprocessing } from '../snapshots/plan.js'
import { centreCrop, type Pixels, toInput } from './preprocess.js'

const plan = (change: Partial<Preprocessing> = {}): Preprocessing => ({
  height: 1,
  width: 2,
  channels: 3,
  order: 'rgb',
  resize: 'squash',
  crop: 0,
  mean: 'none',
  scale: 1,
  ...change,
})

/** Two pixels of three channels. */
const two: Pixels = { height: 1, width: 2, channels: 3, data: Uint8Array.of(1, 2, 3, 4, 5, 6) }
const image = (...values: number[]) => ({ kind: 'image' as const, values: Float32Array.from(values) })
const pixel = (...values: number[]) => ({ kind: 'pixel' as const, values: Float32Array.from(values) })

describe('the input of the network', () => {
  it.each([
    ['is planes of channels', plan(), undefined, [1, 4, 2, 5, 3, 6]],
    ['is BGR where the plan says so', plan({ order: 'bgr' }), undefined, [3, 6, 2, 5, 1, 4]],
    ['is scaled', plan({ scale: 0.5 }), undefined, [0.5, 2, 1, 2.5, 1.5, 3]],
    ['has the mean pixel subtracted', plan({ mean: 'pixel' }), pixel(1, 2, 3), [0, 3, 0, 3, 0, 3]],
    ['has the mean image subtracted', plan({ mean: 'image' }), image(1, 2, 3, 4, 5, 6), [0, 0, 0, 0, 0, 0]],
    ['subtracts first', plan({ mean: 'pixel', scale: 2 }), pixel(1, 1, 1), [0, 6, 2, 8, 4, 10]],
    ['is BGR with the mean of each channel', plan({ mean: 'pixel', order: 'bgr' }), pixel(1, 2, 3), [0, 3, 0, 3, 0, 3]],
  ])('%s', (_, of, mean, expected) => expect([...toInput(two, of, mean)]).toEqual(expected))

  it('is rounded to float32 after each step', () => {
    const grey = { height: 1, width: 1, channels: 1, data: Uint8Array.of(200) }
    const mean = Math.fround(33.3)
    const [value] = toInput(grey, plan({ channels: 1, width: 1, mean: 'pixel', scale: 0.0125 }), pixel(33.3))
    expect(value).toBe(Math.fround(Math.fround(200 - mean) * Math.fround(0.0125)))
  })
})

describe('a crop', () => {
  const four: Pixels = { height: 4, width: 5, channels: 1, data: Uint8Array.from({ length: 20 }, (_, i) => i) }

  it('is the centre, from the upper left where it cannot be', () =>
    expect(centreCrop(four, 2)).toEqual({ height: 2, width: 2, channels: 1, data: Uint8Array.of(6, 7, 11, 12) }))

  it('is nothing at 0', () => expect(centreCrop(four, 0)).toBe(four))

  it('cuts the mean image alike', () => {
    const of = plan({ height: 4, width: 5, channels: 1, crop: 2, mean: 'image' })
    const mean = image(...Array.from({ length: 20 }, (_, i) => i))
    expect([...toInput(centreCrop(four, 2), of, mean)]).toEqual([0, 0, 0, 0])
  })
})
