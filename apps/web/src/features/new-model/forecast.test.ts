import { describe, expect, it } from 'vitest'
import { timeWords } from './forecast'

describe('the time of a training', () => {
  const facts = { images: 60_000, flops: 4e6, epochs: 30, flopsPerSecond: 2e9 }
  it.each([
    ['of runs before', facts, { epoch: 'about 2 min', all: 'about 1 h' }],
    ['of next to nothing', { ...facts, images: 10 }, { epoch: 'under 1 s', all: 'under 1 s' }],
    ['without a run before', { ...facts, flopsPerSecond: null }, undefined],
    ['while images are not counted', { ...facts, images: 0 }, undefined],
    ['of a network that does nothing', { ...facts, flops: 0 }, undefined],
  ])('%s', (_, given, words) => expect(timeWords(given)).toEqual(words))
})
