import type { Event } from '@fovea/proto/jobs/v1/worker'
import { describe, expect, it } from 'vitest'
import { nextEvents, toBatch } from './batch.js'

const points = (sequence: number, series: string, iteration: number): Event => ({
  sequence,
  timeMs: 0,
  kind: { $case: 'points', value: { series, iterations: [iteration], values: [iteration / 10] } },
})
const started = (sequence: number): Event => ({
  sequence,
  timeMs: 0,
  kind: {
    $case: 'started',
    value: { iteration: 0, iterations: 10, iterationsPerEpoch: 5, deviceName: 'CPU', host: 'here' },
  },
})
const line = (sequence: number): Event => ({
  sequence,
  timeMs: 7,
  kind: { $case: 'log', value: { level: 'info', text: 'hello' } },
})

describe('events of a report', () => {
  it.each([
    ['fresh', [1, 2, 3], 0, [1, 2, 3]],
    ['all repeated', [1, 2, 3], 3, []],
    ['half repeated', [2, 3, 4], 2, [3, 4]],
    ['twice in one', [1, 2, 2, 3], 0, [1, 2, 3]],
    ['after a gap', [5, 6], 3, []],
    ['with a gap', [4, 6], 3, [4]],
  ])('are taken once and in order: %s', (_, sequences, acknowledged, taken) =>
    expect(nextEvents(sequences.map(started), acknowledged).map(event => event.sequence)).toEqual(taken),
  )

  it('gathers points between two other events and keeps the order of the rest', () => {
    const batch = toBatch(
      [points(1, 'a', 1), line(2), points(3, 'b', 1), points(4, 'a', 2), started(5), points(6, 'a', 1)],
      0,
    )
    expect(batch.last).toBe(6)
    expect(batch.lines).toEqual([[7, 'info', 'hello']])
    expect(batch.steps.map(step => step.kind)).toEqual(['points', 'started', 'points'])
    expect(batch.steps[0]).toEqual({
      kind: 'points',
      points: [
        { series: 'a', iterations: [1, 2], values: [0.1, 0.2] },
        { series: 'b', iterations: [1], values: [0.1] },
      ],
    })
  })
})
