import { describe, expect, it } from 'vitest'
import { accuracyRange, majority } from './scales'

describe('the axis of accuracy', () => {
  it('knows what the largest class alone would reach', () => {
    expect(majority([{ split: 'VAL', total: 500, perClass: [327, 173] }])).toBeCloseTo(0.654)
    expect(majority([{ split: 'VAL', total: 0, perClass: [0, 0] }])).toBeUndefined()
  })

  it('begins a whole tenth below all that is drawn', () => {
    const series = { iterations: [1], min: [0.83], max: [0.83] }
    expect(accuracyRange([series], undefined)).toEqual([0.8, 1])
    expect(accuracyRange([series], 0.5)).toEqual([0.4, 1])
    expect(accuracyRange([undefined], undefined)).toEqual([0.9, 1])
  })
})
