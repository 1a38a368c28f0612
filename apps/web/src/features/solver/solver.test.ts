import { describe, expect, it } from 'vitest'
import { rateCurve } from './rate-curve'
import { initialSolver, solverErrors, toSolverInput } from './solver-draft'

describe('the form of a solver', () => {
  it('starts with values that need no change', () => {
    expect(solverErrors(initialSolver)).toEqual({})
    expect(toSolverInput(initialSolver)).toMatchObject({
      epochs: 30,
      batchSize: null,
      weightDecay: null,
      policy: { type: 'STEP', stepPercent: null, gamma: null },
      preprocessing: { mean: 'IMAGE', scale: null, crop: null, mirror: null },
    })
  })

  it('says at each field what is wrong with it', () => {
    const errors = solverErrors({ ...initialSolver, epochs: '0', baseRate: 'fast', batchSize: '2.5', momentum: '' })
    expect(errors).toEqual({
      epochs: 'Epochs: give a number of at least 1.',
      baseRate: '“fast” is not a number.',
      batchSize: 'The batch size: give a whole number.',
      momentum: 'The momentum: give a number.',
    })
  })

  it('checks only the parameters of the chosen policy', () => {
    expect(solverErrors({ ...initialSolver, policy: 'FIXED', gamma: 'x' })).toEqual({})
    expect(toSolverInput({ ...initialSolver, policy: 'FIXED', gamma: '0.5' }).policy?.gamma).toBeNull()
    expect(solverErrors({ ...initialSolver, policy: 'MULTISTEP', values: '85, 50' }).values).toContain('rise')
    expect(toSolverInput({ ...initialSolver, policy: 'MULTISTEP', values: '40 80' }).policy?.values).toEqual([40, 80])
  })

  it('draws the rate over the real epochs with the defaults of the policy', () => {
    const curve = rateCurve({ ...initialSolver, epochs: '100' })
    expect(curve?.epochs.at(-1)).toBe(100)
    expect(curve?.rates[0]).toBeCloseTo(0.01)
    expect(curve?.rates.at(-1)).toBeCloseTo(1e-5, 12)
    const sigmoid = rateCurve({ ...initialSolver, policy: 'SIGMOID', stepPercent: '20' })
    expect(sigmoid?.rates[80]).toBeCloseTo(0.005)
    expect(rateCurve({ ...initialSolver, baseRate: '' })).toBeUndefined()
  })
})
