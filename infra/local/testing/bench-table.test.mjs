import { expect, test } from 'vitest'
import { formatTable, judge } from './bench-table.mjs'

test('holds figures against bounds, and a missing figure fails', () => {
  const result = { cases: { lenet: { ratio: 0.98 } }, checks: [{ what: 'CPU of two', value: 1.2, atMost: 1.1 }] }
  const rows = judge(result, [
    { at: 'cases.lenet.ratio', atLeast: 0.97, what: 'LeNet' },
    { at: 'cases.cifar.ratio', atLeast: 0.97, what: 'CIFAR' },
  ])
  expect(rows.map(({ ok }) => ok)).toEqual([true, false, false])
  expect(formatTable(rows)).toBe(
    '✓ LeNet          0.980  ≥ 0.97\n✗ CIFAR        missing  ≥ 0.97\n✗ CPU of two     1.200  ≤ 1.1',
  )
})
