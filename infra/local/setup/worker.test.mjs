import { expect, test } from 'vitest'
import { readRequirements } from './worker.mjs'

test('reads specs and download sizes', () => {
  const text = '# head\n\ntorch==2.13.0   # 527\nnumpy==2.4.6\n  # more\njinja2==3.1.6 # for templates\n'
  expect(readRequirements(text)).toEqual([
    { spec: 'torch==2.13.0', bytes: 527e6 },
    { spec: 'numpy==2.4.6', bytes: 1e6 },
    { spec: 'jinja2==3.1.6', bytes: 1e6 },
  ])
})
