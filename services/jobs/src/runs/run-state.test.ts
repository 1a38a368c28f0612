import { describe, expect, it } from 'vitest'
import { answerWish, hasProcess, isEnded, isLive, mayMove, STATES, type State } from './run-state.js'

const allowed = (from: State) => STATES.filter(to => mayMove(from, to)).join(' ')

describe('moves of a run', () => {
  it.each<[State, string]>([
    ['WAITING_FOR_DATASET', 'QUEUED PAUSED ABORTED FAILED'],
    ['QUEUED', 'STARTING PAUSED ABORTED FAILED'],
    ['STARTING', 'QUEUED RUNNING STOPPING FAILED'],
    ['RUNNING', 'QUEUED STOPPING SUCCEEDED FAILED'],
    ['STOPPING', 'QUEUED PAUSED SUCCEEDED ABORTED FAILED'],
    ['PAUSED', 'WAITING_FOR_DATASET QUEUED ABORTED FAILED'],
    ['SUCCEEDED', ''],
    ['ABORTED', ''],
    ['FAILED', ''],
  ])('%s → %s', (from, to) => expect(allowed(from)).toBe(to))

  it('knows what is over, what lives and what has a process', () => {
    expect(STATES.filter(isEnded)).toEqual(['SUCCEEDED', 'ABORTED', 'FAILED'])
    expect(STATES.filter(isLive)).toEqual(['WAITING_FOR_DATASET', 'QUEUED', 'STARTING', 'RUNNING', 'STOPPING'])
    expect(STATES.filter(hasProcess)).toEqual(['STARTING', 'RUNNING', 'STOPPING'])
  })
})

describe('wishes', () => {
  it.each([
    ['WAITING_FOR_DATASET', 'pause', 'PAUSED'],
    ['QUEUED', 'pause', 'PAUSED'],
    ['RUNNING', 'pause', 'STOPPING'],
    ['PAUSED', 'pause', undefined],
    ['SUCCEEDED', 'pause', undefined],
    ['QUEUED', 'abort', 'ABORTED'],
    ['PAUSED', 'abort', 'ABORTED'],
    ['STARTING', 'abort', 'STOPPING'],
    ['STOPPING', 'abort', 'STOPPING'],
    ['FAILED', 'abort', undefined],
    ['PAUSED', 'resume', 'QUEUED'],
    ['RUNNING', 'resume', undefined],
  ] as const)('%s + %s → %s', (state, wish, to) => expect(answerWish(state, wish, true)).toBe(to))

  it('sends a paused run without a frozen network back to waiting', () =>
    expect(answerWish('PAUSED', 'resume', false)).toBe('WAITING_FOR_DATASET'))

  it('only ever answers with a move that is allowed, or stays', () => {
    for (const state of STATES)
      for (const wish of ['pause', 'resume', 'abort'] as const) {
        const to = answerWish(state, wish, true)
        if (to && to !== state) expect(mayMove(state, to)).toBe(true)
      }
  })
})
