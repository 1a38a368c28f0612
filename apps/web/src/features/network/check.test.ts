import { standardNetworks } from '@fovea/netspec'
import { describe, expect, it } from 'vitest'
import { checkText } from './check'
import { faultCount } from './fault-count'
import { fitOf } from './fits'

const shape = { classes: 2, width: 32, height: 32, channels: 3 }

describe('the check of a network against a dataset', () => {
  it('is made as it is typed', () => {
    const check = checkText(standardNetworks.lenet, shape, undefined)
    expect(check?.hasErrors).toBe(false)
    expect(check?.figures.parameters).toBeGreaterThan(100_000)
    expect(checkText('  ', shape, undefined)).toBeUndefined()
  })

  it('places a fault', () => {
    const check = checkText(standardNetworks.lenet.replace('"Convolution"', '"Convolutoin"'), shape, undefined)
    expect(check?.hasErrors).toBe(true)
    expect(check?.faults[0]).toMatchObject({ severity: 'error', line: expect.any(Number), column: expect.any(Number) })
    expect(faultCount(check?.faults ?? [])).toBe('1 error')
    expect(faultCount([])).toBe('')
  })

  it('refuses a crop larger than the images', () => {
    expect(checkText(standardNetworks.lenet, shape, 64)?.faults[0]?.code).toBe('crop')
  })

  it('says how large a network would be, or why it does not fit', () => {
    expect(fitOf(standardNetworks.lenet, shape, undefined)).toMatchObject({ parameters: 653_072, fault: undefined })
    expect(fitOf(standardNetworks.googlenet, shape, undefined).fault?.message).toBe(
      'A crop of 224 does not fit images of 32×32.',
    )
  })
})
