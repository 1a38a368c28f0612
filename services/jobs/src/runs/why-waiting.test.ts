import { describe, expect, it } from 'vitest'
import { type Waiting, whyWaiting } from './why-waiting.js'

const free: Waiting = {
  wantedDevice: '',
  notReady: '',
  holders: new Map(),
  devices: ['cuda:0', 'cuda:1'],
  ahead: 0,
  backOffSeconds: 0,
}
const both = new Map([
  ['cuda:0', 'ships#2'],
  ['cuda:1', 'dogs#1'],
])

describe('why a run waits', () => {
  it.each<[string, Partial<Waiting>, string]>([
    ['nothing in the way', {}, 'next to start'],
    ['PyTorch is on its way', { notReady: 'installing PyTorch, 63 %' }, 'installing PyTorch, 63 %'],
    ['all devices held', { holders: both }, 'waiting for a device: ships#2 is on cuda:0, dogs#1 is on cuda:1'],
    ['its device held', { holders: both, wantedDevice: 'cuda:1' }, 'waiting for cuda:1: dogs#1 is on cuda:1'],
    [
      'one ahead',
      { holders: both, wantedDevice: 'cuda:1', ahead: 1 },
      'waiting for cuda:1: dogs#1 is on cuda:1; one run is ahead',
    ],
    ['several ahead', { ahead: 3 }, 'next to start; 3 runs are ahead'],
    ['a moment of rest', { backOffSeconds: 3.2 }, 'tried again in 4 s'],
    [
      'no such device',
      { wantedDevice: 'cuda:7' },
      'waiting for the device cuda:7, which this machine does not have; it has cuda:0, cuda:1',
    ],
  ])('%s', (_, change, sentence) => expect(whyWaiting({ ...free, ...change })).toBe(sentence))
})
