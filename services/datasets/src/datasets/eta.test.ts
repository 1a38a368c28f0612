import { expect, it } from 'vitest'
import { etaSeconds } from './eta.js'

it.each([
  [{ done: 50, total: 100, windowDone: 0, windowSeconds: 10 }, 10],
  [{ done: 50, total: 100, windowDone: 40, windowSeconds: 10 }, 50],
  [{ done: 100, total: 100, windowDone: 0, windowSeconds: 10 }, 0],
  [{ done: 40, total: 100, windowDone: 40, windowSeconds: 10 }, undefined],
  [{ done: 41, total: 100, windowDone: 40, windowSeconds: 0.1 }, undefined],
])('of %j is %s s', (progress, seconds) => expect(etaSeconds(progress)).toBe(seconds))
