import { describe, expect, it } from 'vitest'
import { compile } from './compile.ts'
import { limits } from './limits.ts'
import { readSolver } from './solver/read-solver.ts'

const options = { classes: 10, input: { channels: 1, height: 28, width: 28 } }
const layers = (count: number, write: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => write(i)).join('\n')
const relu = (bottom: string, top: string) => `layer { name: "${top}" type: "ReLU" bottom: "${bottom}" top: "${top}" }`
const many = (field: string, message = 'x_param') =>
  `layer { name: "x" type: "ReLU" bottom: "data" top: "x" ${message} { ${field.repeat(20_000)} } }`
const junk = Array.from({ length: 1 << 19 }, (_, i) => String.fromCharCode((i * 7919) % 65_536)).join('')

/** Each would cost minutes or the memory if anything in the compiler grew faster than the text. */
const texts: readonly (readonly [what: string, text: string])[] = [
  ['a megabyte of braces', '{'.repeat(limits.characters)],
  ['a megabyte of nesting', 'a{'.repeat(limits.characters / 2)],
  ['layers within layers', 'layer{'.repeat(limits.characters / 6)],
  ['layers that are never closed', 'layer { name: "x" '.repeat(20_000)],
  ['a megabyte of closing', '}'.repeat(limits.characters)],
  ['lists within lists', 'a:['.repeat(100_000)],
  ['binary junk', junk],
  ['escaped bytes', `a: "${'\\377a'.repeat(100_000)}"`],
  [
    'a kernel of a thousand million',
    'layer { name: "c" type: "Pooling" bottom: "data" top: "c" pooling_param { kernel_size: 1000000000 pad: 999999999 } }',
  ],
  [
    'names like those of objects',
    'layer { name: "__proto__" type: "constructor" bottom: "toString" top: "__proto__" } hasOwnProperty: "x"',
  ],
  ['names with quotes and lines', 'layer { name: "\\"\\n\\\\" type: "ReLU\\n" bottom: "\\"" top: "\\n" }'],
  ['names near each other', layers(1_900, i => relu(`y${i}`, `x${i}`))],
  ['types near each other', layers(1_900, i => `layer { name: "x${i}" type: "${'Convolutionn'.repeat(5)}${i}" }`)],
  [
    'scores that are made of themselves',
    `${relu('data', 'a')}\nlayer { name: "b" type: "Softmax" bottom: "a" top: "data" }`,
  ],
  ['one cycle of all layers', layers(2_000, i => relu(`x${(i + 1) % 2_000}`, `x${i}`))],
  [
    'every layer reading the 24 before it',
    layers(
      2_000,
      i =>
        `layer { name: "x${i}" type: "Concat" top: "x${i}" ${layers(24, k => `bottom: "${i > k ? `x${i - k - 1}` : 'data'}"`)} }`,
    ),
  ],
  [
    'a layer with very many bottoms and tops',
    `layer { name: "x" type: "Concat" ${'bottom: "data" top: "t" '.repeat(10_000)} }`,
  ],
  ['very many unknown fields', many('q: 1 ')],
  ['very many of param', many('', `${'param { lr_mult: 1 } '.repeat(20_000)} relu_param`)],
  ['very many rules', many('', `${'include { stage: "a" } '.repeat(20_000)} relu_param`)],
  ['very many old rates', `layers { name: "x" type: RELU bottom: "data" top: "x" ${'blobs_lr: 1 '.repeat(30_000)} }`],
  ['very many inputs', 'input: "x" '.repeat(30_000)],
  ['very many sides', `input: "data" ${'input_dim: 1 '.repeat(30_000)}`],
]

describe('hostile text', () => {
  it.each(texts)('is refused: %s', (_, text) => {
    for (const { faults } of [compile(text, options), readSolver(text)]) {
      expect(faults.some(({ severity }) => severity === 'error')).toBe(true)
      expect(faults.length).toBeLessThanOrEqual(limits.faults)
    }
  })

  it('fans out and in again without harm', () => {
    const star = layers(1_000, i => relu('data', `x${i}`))
    const all = `layer { name: "all" type: "Eltwise" top: "all" ${layers(1_000, i => `bottom: "x${i}"`)} }`
    const fc =
      'layer { name: "fc" type: "InnerProduct" bottom: "all" top: "fc" inner_product_param { weight_filler { type: "xavier" } } }'
    const loss = 'layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc" bottom: "label" }'
    const { faults, plan, drawing } = compile([star, all, fc, loss].join('\n'), options)
    expect(faults).toEqual([])
    expect(plan?.ops).toHaveLength(1_004)
    expect(drawing.edges).toHaveLength(2_004)
  })
})
