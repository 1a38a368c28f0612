import { describe, expect, it } from 'vitest'
import { compile } from './compile.ts'
import { limits } from './limits.ts'
import { standardNetworks } from './networks/standard.ts'

const options = { classes: 10, input: { channels: 1, height: 28, width: 28 } }
const pieces = [
  '{',
  '}',
  '"',
  ':',
  '[',
  '#',
  '\n',
  '99999999999',
  '-1',
  '1e400',
  '\\',
  'layer {',
  'bottom: "data"',
  '__proto__: 1 ',
  '\u0000',
  'num_output: 2147483647 ',
]

/** A small generator with a seed, so that a failure can be seen again. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state / 2 ** 32
  }
}

describe('hostile text', () => {
  it('is answered with faults or a plan, never with an exception', () => {
    const next = numbers(1)
    const random = (below: number) => Math.floor(next.next().value * below)
    for (let round = 0; round < 100; round += 1) {
      let text = round % 2 === 0 ? standardNetworks.lenet : standardNetworks.cifar
      for (let edit = 0; edit <= round % 5; edit += 1) {
        const at = random(text.length)
        text = text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(at + random(12))
      }
      const { faults, plan } = compile(text, options)
      expect(
        faults.some(({ severity }) => severity === 'error'),
        text,
      ).toBe(plan === undefined)
      expect(faults.length).toBeLessThanOrEqual(limits.faults)
    }
  })

  it.each([
    [
      'names like those of objects',
      'layer { name: "__proto__" type: "constructor" bottom: "toString" top: "__proto__" }',
    ],
    ['a field like one of objects', 'toString: 1 constructor { } hasOwnProperty: "x"'],
    [
      'many names near each other',
      Array.from({ length: 1_900 }, (_, i) => `layer { name: "x${i}" type: "ReLU" bottom: "y${i}" top: "x${i}" }`).join(
        '\n',
      ),
    ],
    ['a layer with very many tops', `layer { name: "x" type: "Concat" ${'bottom: "data" top: "t" '.repeat(10_000)} }`],
  ])('%s', (_, text) => {
    const { faults, plan } = compile(text, options)
    expect(plan).toBeUndefined()
    expect(faults.length).toBeGreaterThan(0)
  })
})
