import { expect, it } from 'vitest'
import { stretches } from './history'

const at = (seconds: number, state: string, attempt: number) => ({
  state,
  reason: null,
  time: new Date(seconds * 1000).toISOString(),
  attempt,
})

it('says how long each state lasted and where another attempt begins, newest first', () => {
  const changes = [
    at(0, 'QUEUED', 0),
    at(5, 'STARTING', 1),
    at(7, 'RUNNING', 1),
    at(67, 'QUEUED', 1),
    at(70, 'STARTING', 2),
  ]
  expect(stretches(changes).map(({ seconds, isAnew }) => [seconds, isAnew])).toEqual([
    [undefined, true],
    [3, false],
    [60, false],
    [2, true],
    [5, false],
  ])
  expect(stretches([])).toEqual([])
})
