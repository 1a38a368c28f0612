import { standardNetworks } from '@fovea/netspec'
import { describe, expect, it } from 'vitest'
import { checkText } from './check'
import { memoryWords } from './memory'

const figures = (text: string) =>
  checkText(text, { classes: 10, width: 28, height: 28, channels: 1 }, undefined)?.figures

describe('the memory of a training', () => {
  it.each([
    [64, 1, /^[\d.]+ MB at 16, [\d.]+ MB at 256$/],
    [1, 1, /^[\d.]+ MB at 4$/],
    [3, 2, /^[\d.]+ MB at 1, [\d.]+ MB at 12$/],
  ])('at a batch of %i', (batchSize, arrays, others) => {
    const lenet = figures(standardNetworks.lenet)
    if (!lenet) throw new Error('LeNet was not read.')
    const words = memoryWords(lenet, { batchSize, solverArrays: arrays })
    expect(words.at).toMatch(/^[\d.]+ MB$/)
    expect(words.others).toMatch(others)
  })
})
