import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { addSolverOptions, overridden, type SolverOptions, solverOf } from './solver-options.js'

const read = (line: string): SolverOptions =>
  addSolverOptions(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .parse(line.split(' ').filter(Boolean), { from: 'user' })
    .opts()

const own = {
  type: 'ADAM',
  epochs: 30,
  batchSize: 64,
  baseRate: 0.002,
  momentum: 0.9,
  momentum2: 0.99,
  delta: 1e-8,
  rmsDecay: null,
  weightDecay: 0.0001,
  regularization: 'L1',
  accumulation: 2,
  clip: 35,
  precision: 'BFLOAT16',
  earlyStop: 5,
  bestBy: 'LOSS',
  snapshotInterval: 1,
  validationInterval: 1,
  seed: 1,
  policy: { type: 'STEP', stepPercent: 20, gamma: 0.1, values: [], power: 0, warmupPercent: 5 },
  preprocessing: { mean: 'IMAGE', scale: 1, crop: 0, mirror: false },
} as const
const over = (line: string) => overridden(own as never, read(line))

describe('the solver of a command line', () => {
  it('has every option of it', () =>
    expect(
      solverOf(
        read(
          '--solver adamw --momentum2 0.99 --delta 1e-6 --accumulate 4 --clip 35 --precision bf16 --warmup 5 --policy cosine --early-stop 5 --best loss --regularization l2',
        ),
      ),
    ).toMatchObject({
      type: 'ADAMW',
      momentum2: 0.99,
      delta: 1e-6,
      accumulation: 4,
      clip: 35,
      precision: 'BFLOAT16',
      regularization: 'L2',
      earlyStop: 5,
      bestBy: 'LOSS',
      policy: { type: 'COSINE', warmupPercent: 5 },
    }))

  it.each(['--solver lbfgs', '--best luck', '--precision fp8', '--accumulate 1.5'])('refuses %s', line =>
    expect(() => read(line)).toThrow(),
  )
})

describe('the solver of a model, once more', () => {
  it('is its own when nothing is given', () => expect(over('')).toBeNull())

  it('keeps all that is not given', () =>
    expect(over('--epochs 3')).toEqual({ ...own, epochs: 3, policy: { ...own.policy } }))

  it('takes the usual numbers of another type, and keeps the options', () =>
    expect(over('--solver rmsprop')).toMatchObject({
      ...{ type: 'RMSPROP', baseRate: null, momentum: null, momentum2: null, delta: null, weightDecay: null },
      ...{ clip: 35, accumulation: 2, earlyStop: 5 },
    }))

  it('takes the usual parameters of another policy, and keeps the warm-up', () =>
    expect(over('--policy poly')?.policy).toEqual({ type: 'POLY', warmupPercent: 5 }))
})
