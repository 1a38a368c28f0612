import { describe, expect, it } from 'vitest'
import { type Known, warningsOf } from './warnings-of'

const split = (name: string, perClass: number[]) => ({
  split: name,
  perClass,
  total: perClass.reduce((a, b) => a + b, 0),
})

const sound: Known = {
  classes: ['a', 'b'],
  counts: [split('TRAIN', [100, 80]), split('VAL', [30, 25])],
  rejectedCount: 0,
  recipe: { width: 64, height: 48 },
  findings: { isCut: false, counts: [] },
}

const titles = (change: Partial<Known>) => warningsOf({ ...sound, ...change }).map(({ title }) => title)

describe('what makes a dataset worth a second look', () => {
  it('says nothing of a sound one, nor of one of which nothing is known', () => {
    expect(titles({})).toEqual([])
    expect(titles({ classes: [], counts: [], findings: null })).toEqual([])
  })

  it('names tiny classes, imbalance, a missing validation and files left out', () => {
    const counts = [split('TRAIN', [400, 10]), split('VAL', [0, 0])]
    expect(titles({ classes: ['cat', 'dog'], counts, rejectedCount: 3 })).toEqual([
      'Fewer than 20 training images: dog.',
      'Unbalanced: cat has 40 times the images of dog.',
      'No validation images.',
      '3 files were left out.',
    ])
  })

  it('puts what makes figures wrong before all, and what is merely worth a look behind all', () => {
    const counts = [
      { kind: 'LEAK' as const, count: 1 },
      { kind: 'NEAR_LEAK' as const, count: 2 },
      { kind: 'CONFLICT' as const, count: 3 },
      { kind: 'DUPLICATE' as const, count: 1_200 },
      { kind: 'NEAR_DUPLICATE' as const, count: 1 },
      { kind: 'CONSTANT' as const, count: 1 },
      { kind: 'TINY' as const, count: 2 },
      { kind: 'ODD' as const, count: 1 },
    ]
    expect(titles({ findings: { isCut: false, counts }, rejectedCount: 1 })).toEqual([
      '1 image stands in more than one split.',
      '2 pairs of images across splits look nearly the same.',
      '3 images stand under more than one class.',
      '1 file was left out.',
      '1,200 images stand more than once in the same split and class.',
      '1 pair of images within a split looks nearly the same.',
      '1 image is nearly of one colour.',
      '2 images are far smaller than 64×48.',
      '1 image has a shape far from that of the dataset.',
    ])
  })

  it('makes no alarm of images that are alike by nature', () => {
    const [near] = warningsOf({ ...sound, findings: { isCut: true, counts: [{ kind: 'NEAR_LEAK', count: 9_000 }] } })
    expect(near).toMatchObject({
      isGrave: false,
      title: 'At least 9,000 pairs of images across splits look nearly the same.',
    })
  })
})
