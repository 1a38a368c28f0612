import { expect, test } from 'vitest'
import { afterDeath, HEALTHY_MS } from './backoff.mjs'

test.each([
  ['the first death', 0, 10, { failures: 1, delayMs: 250 }],
  ['the second', 1, 10, { failures: 2, delayMs: 500 }],
  ['the sixth', 5, 10, { failures: 6, delayMs: 8000 }],
  ['many in a row', 40, 10, { failures: 41, delayMs: 30_000 }],
  ['just short of healthy', 3, HEALTHY_MS - 1, { failures: 4, delayMs: 2000 }],
  ['after a healthy minute', 40, HEALTHY_MS, { failures: 1, delayMs: 250 }],
])('%s', (_, failures, livedMs, expected) => {
  expect(afterDeath(failures, livedMs)).toEqual(expected)
})
