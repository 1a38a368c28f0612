import { describe, expect, it } from 'vitest'
import { templateOf } from './template'

const solver = {
  type: 'ADAM',
  epochs: 12,
  batchSize: 32,
  baseRate: 0.02,
  momentum: 0.9,
  momentum2: 0.99,
  delta: 1e-8,
  rmsDecay: null,
  weightDecay: 0.0002,
  regularization: 'L1',
  accumulation: 4,
  clip: 35,
  precision: 'BFLOAT16',
  earlyStop: 5,
  bestBy: 'LOSS',
  policy: { type: 'POLY', stepPercent: 0, gamma: 0, values: [], power: 2, warmupPercent: 5 },
  snapshotInterval: 1,
  validationInterval: 0.5,
  seed: 7,
  preprocessing: { mean: 'PIXEL', scale: 0.5, crop: 24, mirror: true },
}
const networks = [{ name: 'lenet', text: 'layer {}' }]
const model = { networkText: 'layer {}', dataset: { id: 'd1' } }

describe('a clone', () => {
  it('takes the solver that a run was trained with, and all that its model is made of', () => {
    const node = { __typename: 'Run', id: 'r', name: 'ships#3', model: { id: 'm', ...model }, solver }
    expect(templateOf(node as never, networks)).toMatchObject({
      name: 'ships#3',
      draft: {
        ...{ dataset: 'd1', network: 'lenet', epochs: '12', policy: 'POLY', power: '2', crop: '24', mirror: 'yes' },
        ...{ type: 'ADAM', momentum2: '0.99', rmsDecay: '', regularization: 'L1', accumulation: '4', clip: '35' },
        ...{ precision: 'BFLOAT16', earlyStop: '5', bestBy: 'LOSS', warmupPercent: '5' },
      },
    })
  })

  it('of a model whose network is its own brings the text', () => {
    const node = { __typename: 'Model', id: 'm', name: 'ships', networkText: 'layer { }', dataset: null, solver }
    expect(templateOf(node as never, networks)?.draft).toMatchObject({
      source: 'custom',
      text: 'layer { }',
      dataset: '',
    })
  })

  it('is none of what is gone or no model', () => {
    expect(templateOf(null, networks)).toBeUndefined()
    expect(templateOf({ __typename: 'Dataset' } as never, networks)).toBeUndefined()
    expect(templateOf({ __typename: 'Run', model: null, solver } as never, networks)).toBeUndefined()
  })
})
