import { describe, expect, it } from 'vitest'
import { backOffSeconds, failureOfExit, lastLine, lostForGood } from './failure.js'

describe('failures of a process', () => {
  it.each([
    [10, 'bad-network'],
    [11, 'bad-data'],
    [12, 'out-of-memory'],
    [13, 'diverged'],
    [14, 'user-code'],
    [2, 'internal'],
  ])('exit code %i is %s', (code, failure) => {
    expect(failureOfExit(code, 'one\nloss is nan\n\n')).toMatchObject({ failure, reason: 'loss is nan' })
    expect(failureOfExit(code, '')?.reason).toBe(`The worker ended with code ${code}.`)
  })

  it.each([0, 1, 75, 143, undefined])('exit code %s can be cured by another try', code =>
    expect(failureOfExit(code, 'x')).toBeUndefined(),
  )

  it('rests longer after each loss, a minute at most', () =>
    expect([1, 2, 3, 10].map(backOffSeconds)).toEqual([2, 4, 8, 60]))

  it('says what was said last', () => {
    expect(lastLine('Traceback\n  ImportError: no module torch\n')).toBe('ImportError: no module torch')
    expect(lostForGood(5, 'its process ended unexpectedly', 'Killed').reason).toBe(
      '5 attempts in a row were lost without progress: its process ended unexpectedly (Killed).',
    )
  })
})
