import type { PlantedFault } from './planted.ts'

const warning = { severity: 'warning' } as const

/** What is wrong with the writing, before anything is known of layers. */
export const faultsOfText: readonly PlantedFault[] = [
  [
    'an open message',
    'syntax',
    [
      ['lrn_param { local_size: 3 } }', 'lrn_param { local_size: 3 }'],
      ['layer { name: "lrn1"', 'layer ¦{ name: "lrn1"'],
    ],
  ],
  ['a brace too many', 'syntax', [['top: "norm1" }', 'top: "norm1" } ¦}']]],
  ['an open text', 'syntax', [['name: "Net"', 'name: ¦"Net']]],
  ['a missing value', 'syntax', [['mirror: true }', 'mirror: ¦}']]],
  ['a missing colon', 'syntax', [['name: "Net"', 'name ¦"Net"']]],
  [
    'an open list',
    'syntax',
    [['kernel_size: 5\n    weight_filler { type: "xavier" }', 'weight_filler { type: "xavier" } kernel_size: ¦[5']],
  ],
  ['curly quotes', 'syntax', [['name: "Net"', '¦“”']]],
  ['binary junk', 'syntax', [['name: "Net"', '¦\u0000\u0001\ufffd\u0007']]],
  ['a value given twice', 'given-twice', [['num_output: 8', 'num_output: 7 ¦num_output: 8']], warning],
  ['a message given twice', 'given-twice', [['lrn_param {', 'lrn_param { } ¦lrn_param {']], warning],
  ['an unknown field of the network', 'unknown-field', [['name: "Net"', '¦nmae: "Net"']]],
  ['an unknown field of a layer', 'unknown-field', [['type: "Dropout"', 'type: "Dropout" ¦botom: "x"']]],
  ['an unknown field of a message', 'unknown-field', [['num_output: 8', 'num_output: 8 ¦kernel_sise: 3']]],
  ['an unknown field of a data layer', 'unknown-field', [['batch_size: 64', 'batch_size: 64 ¦batchsize: 3']]],
  [
    'an unknown field of a filler',
    'unknown-field',
    [['    weight_filler { type: "xavier"', '    weight_filler { type: "xavier" ¦stdd: 1']],
  ],
  ['an unknown field named like a method', 'unknown-field', [['name: "Net"', '¦toString: 1']]],
  ['an unknown choice', 'unknown-word', [['pool: MAX', 'pool: ¦MAXX']]],
  ['an unknown choice by number', 'unknown-word', [['pool: MAX', 'pool: ¦7']]],
  [
    'an unknown filler',
    'unknown-word',
    [['    weight_filler { type: "xavier" }', '    weight_filler { type: ¦"xaver" }']],
  ],
  ['a word for a number', 'wrong-value', [['batch_size: 64', 'batch_size: ¦many']]],
  ['a number below its least', 'wrong-value', [['mirror: true', 'mirror: ¦2']]],
  ['a fraction for a whole number', 'wrong-value', [['batch_size: 64', 'batch_size: ¦2.5']]],
  ['an octal number with an 8', 'wrong-value', [['batch_size: 64', 'batch_size: ¦08']]],
  ['braces for a value', 'wrong-value', [['batch_size: 64', 'batch_size ¦{ }']]],
  ['a value for braces', 'wrong-value', [['lrn_param { local_size: 3 }', '¦lrn_param: 3']]],
  ['a value for a layer', 'wrong-value', [['name: "Net"', 'layer: ¦5']]],
  ['a type without quotes', 'wrong-value', [['type: "Pooling"', 'type: ¦POOLING']]],
  ['a text without quotes', 'wrong-value', [['name: "Net"', 'name: ¦Net']]],
  ['more than a megabyte', 'too-long', `¦${'#'.repeat((1 << 20) + 1)}`],
  [
    'more than 2,000 layers',
    'too-long',
    [
      [
        'name: "Net"',
        'layer { name: "r" type: "ReLU" bottom: "data" top: "data" include { stage: "r" } }'.repeat(1_988),
      ],
      ['\nlayer { name: "prob"', '\n¦layer { name: "prob"'],
    ],
  ],
  ['deep nesting', 'too-deep', [['name: "Net"', `state { ${'a {'.repeat(31)} a ¦{${'}'.repeat(33)}`]]],
  ['a solver’s text', 'not-a-network', '¦base_lr: 0.1\nlr_policy: "fixed"'],
  ['an empty text', 'no-layers', '¦'],
  ['inputs alone', 'no-layers', '¦input: "data"\ninput_dim: 1 input_dim: 3 input_dim: 32 input_dim: 32'],
  ['the oldest form', 'old-form', 'layers { ¦layer { name: "c" type: "relu" } bottom: "data" top: "c" }'],
]
