import { expect, test } from 'vitest'
import { duration, formatStatus } from './format-status.mjs'

test.each([
  [-5, '0 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [3_725_000, '1 h 2 min'],
  [50 * 3_600_000, '2 days'],
])('%d ms is %s', (ms, text) => expect(duration(ms)).toBe(text))

const worker = { state: 'installing', percent: 63, message: 'installing PyTorch, 63 %' }

test('lists every part in columns', () => {
  const parts = [
    {
      name: 'postgres',
      state: 'ready',
      pid: 12,
      port: 15432,
      restarts: 0,
      startedAt: '2026-01-01T00:00:00Z',
      lastExit: null,
    },
    {
      name: 'jobs',
      state: 'restarting',
      pid: null,
      port: 15500,
      restarts: 3,
      startedAt: null,
      lastExit: 'ended by SIGKILL',
    },
  ]
  const now = Date.parse('2026-01-01T00:02:00Z')
  const text = formatStatus({ running: true, phase: 'ready', url: 'http://localhost:5000', parts, worker }, now)
  expect(text.split('\n')).toEqual([
    'Fovea is ready at http://localhost:5000',
    '',
    'part      state       pid  port   restarts  for    last end',
    'postgres  ready       12   15432  0         2 min  –',
    'jobs      restarting  –    15500  3         –      ended by SIGKILL',
    '',
    'worker  installing: installing PyTorch, 63 %',
  ])
})

test('says so when nothing runs', () => {
  expect(formatStatus({ running: false, worker }, 0)).toBe(
    'Fovea is not running.\nworker  installing: installing PyTorch, 63 %',
  )
})
