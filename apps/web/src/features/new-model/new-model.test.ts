import { standardNetworks } from '@fovea/netspec'
import { describe, expect, it } from 'vitest'
import { checkText } from '../network'
import { suggestedName, whatWillRun } from './sentence'

const shape = { classes: 2, width: 32, height: 32, channels: 3 }

describe('a new model', () => {
  it('checks a network against the dataset as it is typed', () => {
    const check = checkText(standardNetworks.lenet, shape, undefined)
    expect(check?.hasErrors).toBe(false)
    expect(check?.figures.parameters).toBeGreaterThan(100_000)
    expect(checkText('  ', shape, undefined)).toBeUndefined()
  })

  it('places a fault', () => {
    const check = checkText(standardNetworks.lenet.replace('"Convolution"', '"Convolutoin"'), shape, undefined)
    expect(check?.hasErrors).toBe(true)
    expect(check?.faults[0]).toMatchObject({ severity: 'error', line: expect.any(Number), column: expect.any(Number) })
  })

  it('refuses a crop larger than the images', () => {
    expect(checkText(standardNetworks.lenet, shape, 64)?.faults[0]?.code).toBe('crop')
  })

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
