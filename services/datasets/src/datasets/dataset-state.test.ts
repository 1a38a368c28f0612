import { expect, it } from 'vitest'
import { LIVE, STATES, statesBefore } from './dataset-state.js'

it.each([
  ['SCANNING', ['QUEUED']],
  ['BUILDING', ['SCANNING']],
  ['FINISHING', ['BUILDING']],
  ['READY', ['FINISHING']],
  ['ABORTED', LIVE],
  ['FAILED', [...LIVE, 'READY']],
  ['QUEUED', []],
] as const)('%s is reached from %j alone', (to, from) => expect(statesBefore(to)).toEqual(from))

it('ends: an aborted or failed build never moves again', () => {
  expect(STATES.flatMap(statesBefore).filter(from => from === 'ABORTED' || from === 'FAILED')).toEqual([])
})
