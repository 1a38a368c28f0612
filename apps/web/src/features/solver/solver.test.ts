import { describe, expect, it } from 'vitest'
import { rateCurve } from './rate-curve'
import { initialSolver, ofType } from './solver-draft'
import { solverErrors } from './solver-errors'
import { toSolverInput } from './to-input'
import { advancedSummary } from './words'

describe('the form of a solver', () => {
  it('starts with values that need no change', () => {
    expect(solverErrors(initialSolver)).toEqual({})
    expect(toSolverInput(initialSolver)).toMatchObject({
      type: 'SGD',
      epochs: 30,
      batchSize: null,
      baseRate: null,
      momentum: null,
      weightDecay: null,
      accumulation: 1,
      clip: null,
      earlyStop: null,
      policy: { type: 'STEP', stepPercent: null, gamma: null, warmupPercent: null },
      preprocessing: { mean: 'IMAGE', scale: null, crop: null, mirror: null },
    })
  })

  it('says at each field what is wrong with it', () => {
    const errors = solverErrors({ ...initialSolver, epochs: '0', baseRate: 'fast', batchSize: '2.5', momentum: '1' })
    expect(errors).toEqual({
      epochs: 'Epochs: give a number of at least 1.',
      baseRate: '“fast” is not a number.',
      batchSize: 'The batch size: give a whole number.',
      momentum: 'The momentum: give a number below 1.',
    })
  })

  it('checks only the parameters of the chosen policy', () => {
    expect(solverErrors({ ...initialSolver, policy: 'FIXED', gamma: 'x' })).toEqual({})
    expect(toSolverInput({ ...initialSolver, policy: 'FIXED', gamma: '0.5' }).policy?.gamma).toBeNull()
    expect(solverErrors({ ...initialSolver, policy: 'MULTISTEP', values: '85, 50' }).values).toContain('rise')
    expect(toSolverInput({ ...initialSolver, policy: 'MULTISTEP', values: '40 80' }).policy?.values).toEqual([40, 80])
  })

  it('shows, checks and sends only what the chosen solver reads', () => {
    const adagrad = { ...initialSolver, ...ofType('ADAGRAD'), momentum: 'x', momentum2: '2' }
    expect(solverErrors(adagrad)).toEqual({})
    expect(toSolverInput({ ...adagrad, delta: '1e-6' })).toMatchObject({ type: 'ADAGRAD', delta: 1e-6 })
    expect(toSolverInput(adagrad)).not.toHaveProperty('momentum')
    expect(solverErrors({ ...adagrad, type: 'ADAM' })).toHaveProperty('momentum2')
    expect(advancedSummary(adagrad)).toMatch(/^delta 1e-8 · weight decay rate ÷ 100 · snapshot/)
    expect(advancedSummary({ ...initialSolver, ...ofType('ADAM'), clip: '35' })).toMatch(
      /^momentum 0.9 · second momentum 0.999 · delta 1e-8 · weight decay rate ÷ 100 · gradients clipped to 35 · /,
    )
  })

  it('gives another solver its own usual numbers, and AdamW no L1', () => {
    const typed = {
      ...initialSolver,
      baseRate: '0.5',
      momentum: '0.8',
      weightDecay: '1',
      regularization: 'L1' as const,
    }
    expect({ ...typed, ...ofType('ADAMW') }).toMatchObject({
      baseRate: '',
      momentum: '',
      weightDecay: '',
      regularization: 'L2',
    })
    expect({ ...typed, ...ofType('ADAM') }.regularization).toBe('L1')
    expect(rateCurve({ ...initialSolver, ...ofType('ADADELTA') })?.rates[0]).toBe(1)
  })

  it('asks for validations when training may stop early', () =>
    expect(solverErrors({ ...initialSolver, earlyStop: '5', validationInterval: '0' })).toEqual({
      earlyStop: 'Training cannot stop early without validations.',
    }))

  it('asks for validation images when training may stop early, once the dataset is read', () => {
    const errors = (train: number, validation: number) =>
      solverErrors({ ...initialSolver, earlyStop: '5' }, { train, validation }).earlyStop
    expect([errors(100, 0), errors(100, 20), errors(0, 0)]).toEqual([
      'Training cannot stop early: the dataset has no validation images.',
      undefined,
      undefined,
    ])
  })

  it('draws a warm-up', () => {
    const curve = rateCurve({ ...initialSolver, policy: 'COSINE', warmupPercent: '10' })
    expect([0, 20, 40].map(i => curve?.rates[i])).toEqual([0, expect.closeTo(0.00497, 5), expect.closeTo(0.009755, 6)])
    expect(curve?.rates.at(-1)).toBe(0)
  })

  it('draws the rate over the real epochs with the defaults of the policy', () => {
    const curve = rateCurve({ ...initialSolver, epochs: '100' })
    expect(curve?.epochs.at(-1)).toBe(100)
    expect(curve?.rates[0]).toBeCloseTo(0.01)
    expect(curve?.rates.at(-1)).toBeCloseTo(1e-5, 12)
    const sigmoid = rateCurve({ ...initialSolver, policy: 'SIGMOID', stepPercent: '20' })
    expect(sigmoid?.rates[80]).toBeCloseTo(0.005)
    expect(rateCurve({ ...initialSolver, baseRate: 'x' })).toBeUndefined()
    expect(rateCurve({ ...initialSolver, warmupPercent: '101' })).toBeUndefined()
  })
})
