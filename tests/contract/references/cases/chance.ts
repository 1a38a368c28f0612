import { layer } from '../../text.js'
import { type LayerCase, type LayerCases, maps, one, vector } from './layer-case.js'

const dropout = (what: string, text: string): LayerCase => ({ what, text, batch: 8, items: [13] })
const dummy = (what: string, param: string, more: Partial<LayerCase> = {}): LayerCase => ({
  what,
  text: layer(
    'top',
    'DummyData',
    '',
    `include { phase: TRAIN } include { phase: TEST not_stage: "deploy" } dummy_data_param { ${param} }`,
  ).replace('bottom: ""', ''),
  batch: 64,
  ...more,
})

export const chanceCases: LayerCases = {
  Dropout: [
    dropout('half', one('Dropout')),
    dropout('a third', one('Dropout', 'dropout_param { dropout_ratio: 0.3333 }')),
    dropout('nearly all', one('Dropout', 'dropout_param { dropout_ratio: 0.9 }')),
    dropout(
      'in place',
      maps('maps', 4) + layer('top', 'Dropout', 'maps', 'dropout_param { dropout_ratio: 0.25 }', 'maps'),
    ),
    dropout('of a vector', vector('few', 200) + layer('top', 'Dropout', 'few', 'dropout_param { dropout_ratio: 0.5 }')),
  ],
  DummyData: [
    dummy('zeros', 'shape { dim: 64 dim: 3 }', { isConstant: true }),
    dummy('a constant', 'data_filler { value: 2.5 } shape { dim: 64 dim: 2 dim: 3 }', { isConstant: true }),
    dummy('uniform', 'data_filler { type: "uniform" min: -1 max: 2 } shape { dim: 64 dim: 5 dim: 6 dim: 7 }'),
    dummy('gaussian', 'data_filler { type: "gaussian" mean: 1 std: 0.5 } shape { dim: 64 dim: 40 }'),
    dummy('by its older sizes', 'data_filler { type: "gaussian" } num: 64 channels: 3 height: 5 width: 4'),
    {
      ...dummy('a filler for each top', ''),
      text: layer(
        'pair',
        'DummyData',
        '',
        'exclude { stage: "deploy" } dummy_data_param { data_filler { value: 1 } data_filler { type: "gaussian" } shape { dim: 64 dim: 2 } shape { dim: 64 dim: 30 } }',
        'a b',
      ).replace('bottom: ""', ''),
    },
  ],
}
