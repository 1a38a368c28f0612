import { describe, expect, it } from 'vitest'
import { bestOf, choicesOf, hintOf } from './snapshot-marks'

const snapshot = { id: 's3', epoch: 3, isBest: true, isPinned: false, valAccuracy: 0.9412 }

describe('snapshots on the axis of time', () => {
  it('say where they stand and what they reached', () => {
    expect(hintOf(snapshot)).toBe('epoch 3, 94.1 %, best')
    expect(hintOf({ ...snapshot, epoch: 2.25, isBest: false, isPinned: true, valAccuracy: null })).toBe(
      'epoch 2.3, pinned',
    )
  })

  it('can be chosen, one of them being so', () => {
    const marks = choicesOf([snapshot, { ...snapshot, id: 's4' }], 's4')
    expect(marks.map(({ choice }) => choice?.isChosen)).toEqual([false, true])
  })

  it('name the best, once it has been validated', () => {
    expect(bestOf([snapshot])).toEqual({ at: 3, value: 0.9412 })
    expect(bestOf([{ ...snapshot, valAccuracy: null }])).toBeUndefined()
    expect(bestOf([])).toBeUndefined()
  })
})
