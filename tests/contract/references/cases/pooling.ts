import { layer } from '../../text.js'
import { type LayerCase, type LayerCases, one } from './layer-case.js'

const pooling = (what: string, param: string, more: Partial<LayerCase> = {}): LayerCase => ({
  what,
  text: one('Pooling', `pooling_param { ${param} }`),
  ...more,
})

export const poolingCases: LayerCases = {
  Pooling: [
    pooling('MAX rounds up: the last window is clipped', 'kernel_size: 3 stride: 2 engine: CUDNN', { items: [2] }),
    pooling('AVE rounds up: the last window is clipped', 'pool: AVE kernel_size: 3 stride: 2', { items: [2, 5] }),
    pooling('FLOOR leaves the rest out', 'kernel_size: 2 stride: 2 round_mode: FLOOR', { items: [2] }),
    pooling('AVE with FLOOR', 'pool: AVE kernel_size: 3 stride: 2 pad: 1 round_mode: FLOOR', { items: [2, 5] }),
    pooling('a last window that would start in the padding is dropped', 'kernel_size: 2 stride: 2 pad: 1', {
      input: [2, 5, 7],
      items: [3],
    }),
    pooling('the same for AVE', 'pool: AVE kernel_size: 2 stride: 2 pad: 1', { input: [2, 5, 7], items: [3, 5] }),
    pooling('a stride larger than the kernel', 'kernel_size: 1 stride: 3', { items: [4] }),
    pooling('a stride larger than the kernel, AVE', 'pool: AVE kernel_size: 2 stride: 4', {
      input: [2, 6, 11],
      items: [4],
    }),
    pooling('AVE counts padding, but not what lies beyond it', 'pool: AVE kernel_size: 3 stride: 2 pad: 1', {
      items: [5],
    }),
    pooling('MAX with padding of more than half a kernel', 'kernel_size: 4 stride: 3 pad: 3', { items: [6] }),
    pooling('AVE with padding of more than half a kernel', 'pool: AVE kernel_size: 4 stride: 3 pad: 3', { items: [6] }),
    pooling('MAX of negative values beside padding', 'kernel_size: 3 stride: 3 pad: 2', { items: [6], values: 'wide' }),
    pooling('sides of their own', 'pool: AVE kernel_h: 2 kernel_w: 3 stride_h: 1 stride_w: 2 pad_h: 0 pad_w: 2'),
    pooling('MAX of the whole map', 'pool: MAX global_pooling: true', { items: [7] }),
    pooling('AVE of the whole map', 'pool: AVE global_pooling: true', { items: [7], batch: 1 }),
    {
      what: 'the second top says where each maximum lies',
      text: layer('top', 'Pooling', 'data', 'pooling_param { kernel_size: 3 stride: 2 }', 'top mask'),
      items: [7],
    },
    {
      what: 'where each maximum lies with padding, the first of equal ones',
      text: layer('top', 'Pooling', 'data', 'pooling_param { kernel_size: 3 stride: 2 pad: 1 }', 'top mask'),
      values: 'integers',
      items: [7],
    },
    pooling(
      'STOCHASTIC: drawn in training, weighed by itself in validation',
      'pool: STOCHASTIC kernel_size: 3 stride: 2',
      {
        values: 'positive',
        items: [7],
      },
    ),
  ],
}
