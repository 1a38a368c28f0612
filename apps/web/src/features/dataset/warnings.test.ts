import { describe, expect, it } from 'vitest'
import { warningsOf } from './warnings'

const split = (name: string, perClass: number[]) => ({
  split: name,
  perClass,
  total: perClass.reduce((a, b) => a + b, 0),
})

describe('what makes a dataset worth a second look', () => {
  it('says nothing of a sound one', () => {
    expect(warningsOf(['a', 'b'], [split('TRAIN', [100, 80]), split('VAL', [30, 25])], 0)).toEqual([])
  })

  it('names tiny classes, imbalance, a missing validation and files left out', () => {
    const warnings = warningsOf(['cat', 'dog'], [split('TRAIN', [400, 10]), split('VAL', [0, 0])], 3)
    expect(warnings).toEqual([
      'Fewer than 20 training images: dog.',
      'Unbalanced: cat has 40.0 times the images of dog. Look at the balanced accuracy of a run.',
      'No validation images: a run cannot say how good it is.',
      '3 files were left out; the reasons stand below.',
    ])
  })

  it('says nothing while nothing is counted', () => {
    expect(warningsOf([], [], 0)).toEqual([])
  })
})
