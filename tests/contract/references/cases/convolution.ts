import { layer, xavier } from '../../text.js'
import { type LayerCase, type LayerCases, maps, one } from './layer-case.js'

const convolution = (what: string, param: string, more: Partial<LayerCase> = {}): LayerCase => ({
  what,
  text: one('Convolution', `convolution_param { num_output: 4 ${param} ${xavier} }`),
  items: [1],
  ...more,
})

/** Of 6 channels on a small map, so that groups and strides have something to do. */
const deconvolution = (what: string, param: string, more: Partial<LayerCase> = {}): LayerCase => ({
  what,
  text: maps('maps', 6) + layer('top', 'Deconvolution', 'maps', `convolution_param { ${param} ${xavier} }`),
  input: [3, 4, 3],
  items: [8],
  ...more,
})

export const convolutionCases: LayerCases = {
  Convolution: [
    convolution('an odd map, no padding', 'kernel_size: 3 axis: 1 engine: CAFFE force_nd_im2col: false'),
    convolution('a stride that leaves a rest over', 'kernel_size: 3 stride: 2 pad: 1'),
    convolution('sides of their own', 'kernel_h: 2 kernel_w: 3 stride_h: 2 stride_w: 1 pad_h: 0 pad_w: 2'),
    convolution('square sizes as lists', 'kernel_size: [3, 2] pad: [0, 2] stride: [2, 1] dilation: [1, 2]'),
    convolution('dilation wider than the map without padding', 'kernel_size: 3 dilation: 3 pad: 2'),
    convolution('a kernel as large as the map, one image', 'kernel_h: 7 kernel_w: 6', { batch: 1 }),
    convolution('a stride larger than the kernel', 'kernel_size: 1 stride: 3'),
    convolution('padding as wide as the kernel', 'kernel_size: 2 pad: 3'),
    {
      what: 'groups without bias',
      text:
        maps('maps', 6) +
        layer(
          'top',
          'Convolution',
          'maps',
          `convolution_param { num_output: 9 kernel_size: 3 group: 3 bias_term: false ${xavier} }`,
        ),
      items: [1, 10],
    },
    convolution('a group for each channel', 'kernel_size: 3 pad: 1 group: 3 num_output: 6', { items: [10] }),
    convolution('square sizes given twice', 'kernel_size: 3 kernel_size: 1 stride: 2 stride: 3'),
  ],
  Deconvolution: [
    deconvolution('twice as large', 'num_output: 2 kernel_size: 4 stride: 2 pad: 1'),
    deconvolution(
      'as it stands by default',
      'num_output: 5 kernel_size: 3 axis: 1 engine: CUDNN force_nd_im2col: false bias_filler { value: 0.5 }',
    ),
    deconvolution(
      'a stride larger than the kernel leaves rows of bias alone',
      'num_output: 2 kernel_size: 2 stride: 3',
    ),
    deconvolution('groups: kernels are in × out/group', 'num_output: 4 kernel_size: 3 group: 2 stride: 2', {
      items: [8, 10],
    }),
    deconvolution(
      'a group for each channel, without bias',
      'num_output: 6 group: 6 kernel_size: 4 stride: 2 pad: 1 bias_term: false',
    ),
    deconvolution(
      'dilation, sides of their own',
      'num_output: 3 kernel_h: 2 kernel_w: 3 stride_h: 1 stride_w: 2 pad_h: 1 pad_w: 0 dilation: 2',
    ),
    deconvolution('one pixel', 'num_output: 3 kernel_size: [3, 2] pad: [1, 0]', { input: [3, 1, 1], batch: 1 }),
  ],
}
