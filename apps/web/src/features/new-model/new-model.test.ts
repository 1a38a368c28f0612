import { describe, expect, it } from 'vitest'
import { suggestedName, whatWillRun } from './sentence'

describe('a new model', () => {
  it('says what will run', () => {
    const facts = {
      network: 'LeNet',
      parameters: 1200,
      dataset: 'ships',
      isReady: true,
      images: 1500,
      epochs: 30,
      batchSize: 64,
    }
    expect(whatWillRun(facts)).toBe(
      'Trains LeNet (1,200 parameters) on 1,500 images of ships for 30 epochs of 24 iterations, 720 in all.',
    )
    expect(whatWillRun({ ...facts, images: 0, isReady: false, parameters: undefined })).toBe(
      'Trains LeNet on ships for 30 epochs, as soon as the dataset is ready.',
    )
    expect(suggestedName('ships', 'LeNet', [])).toBe('ships LeNet')
    expect(suggestedName('ships', 'LeNet', ['ships LeNet', 'ships LeNet 2'])).toBe('ships LeNet 3')
  })
})
