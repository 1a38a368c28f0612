import { BestBy } from '@fovea/proto/models/v1/models'
import { describe, expect, it } from 'vitest'
import { type Candidate, LAST_KEPT, retain } from './retention.js'

const snapshot = (iteration: number, valBalancedAccuracy?: number, valLoss?: number): Candidate => ({
  id: `s${iteration}`,
  iteration,
  valBalancedAccuracy,
  valLoss,
})

describe('the best snapshot', () => {
  it.each([
    ['has the highest balanced accuracy', [snapshot(1, 0.9, 1), snapshot(2, 0.8, 0.1)], 's1'],
    ['has the lowest loss among equals', [snapshot(1, 0.9, 0.3), snapshot(2, 0.9, 0.4)], 's1'],
    ['is the newest among equals', [snapshot(1, 0.9, 0.3), snapshot(2, 0.9, 0.3)], 's2'],
    ['is the newest without validation', [snapshot(1), snapshot(2), snapshot(3)], 's3'],
    ['is one with figures', [snapshot(1, 0), snapshot(2)], 's1'],
    ['is none whose loss is not a number', [snapshot(1, 0.5, 1), snapshot(2, 0.5, Number.NaN)], 's1'],
    ['does not depend on the order', [snapshot(3, 0.1), snapshot(1, 0.9), snapshot(2, 0.5)], 's1'],
  ])('%s', (_, snapshots, best) => expect(retain(snapshots).best).toBe(best))
})

describe('the best snapshot of a run judged', () => {
  const three = [
    { ...snapshot(1, 0.9, 0.3), valAccuracy: 0.5 },
    { ...snapshot(2, 0.8, 0.2), valAccuracy: 0.6 },
    { ...snapshot(3, 0.7, 0.1), valAccuracy: 0.6 },
    snapshot(4),
  ]
  it.each([
    ['by balanced accuracy', BestBy.BALANCED_ACCURACY, 's1'],
    ['by accuracy, then by loss', BestBy.ACCURACY, 's3'],
    ['by loss', BestBy.LOSS, 's3'],
    ['by nothing in particular', BestBy.UNSPECIFIED, 's1'],
  ])('%s', (_, by, best) => {
    expect(retain(three, by).best).toBe(best)
    expect(retain(three, by).withState).toEqual(new Set(['s4', best]))
  })
})

describe('retention', () => {
  it('has nothing to keep of nothing', () =>
    expect(retain([])).toEqual({ best: undefined, newest: undefined, withState: new Set(), gone: [] }))

  it('keeps the state of the newest and the best', () =>
    expect(retain([snapshot(1, 0.9), snapshot(2, 0.1), snapshot(3, 0.2)]).withState).toEqual(new Set(['s1', 's3'])))

  it('lets the oldest go, but never the best', () => {
    const all = Array.from({ length: LAST_KEPT + 3 }, (_, i) => snapshot(i + 1, i === 1 ? 0.9 : 0.5))
    expect(retain(all).gone).toEqual(['s3', 's1'])
  })

  it('keeps what is pinned, however old, without its state', () => {
    const all = Array.from({ length: LAST_KEPT + 3 }, (_, i) => ({ ...snapshot(i + 1, 0.5), isPinned: i === 0 }))
    expect(retain(all).gone).toEqual(['s3', 's2'])
    expect(retain(all).withState).toEqual(new Set([`s${LAST_KEPT + 3}`]))
  })
})
