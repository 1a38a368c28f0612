import { describe, expect, it } from 'vitest'
import { beginningLines, readOrigin } from './beginning.js'

describe('--from', () => {
  it.each([
    ['ships', { run: 'ships' }],
    ['ships#3', { run: 'ships#3' }],
    ['ships#3@30', { run: 'ships#3', epoch: 30 }],
    ['ships@0.5', { run: 'ships', epoch: 0.5 }],
    ['me@home', { run: 'me@home' }],
    ['me@home#1@2', { run: 'me@home#1', epoch: 2 }],
    ['ships@', { run: 'ships@' }],
    ['ships@last', { run: 'ships@last' }],
  ])('reads %s', (text, expected) => expect(readOrigin(text)).toEqual(expected))
})

it('tells what is taken and what is not', () => {
  const refilled = [{ name: 'ip2', reason: '2 classes instead of 10' }]
  const initialWeights = { runName: 'digits#1', epoch: 2, taken: ['conv1', 'ip1'], refilled }
  expect(beginningLines({ initialWeights })).toEqual([
    'from digits#1, epoch 2: conv1, ip1',
    'ip2 is re-initialised: 2 classes instead of 10',
  ])
  expect(beginningLines({ initialWeights: null })).toEqual([])
})
