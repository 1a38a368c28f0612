import { layer, xavier } from './text.js'

const wanted = `convolution_param { num_output: 3 kernel_size: 1 ${xavier} }`
const fully = `inner_product_param { num_output: 4 ${xavier} }`
const tied = 'param { name: "w" } param { name: "b" }'

/** Names that mean something to Python or to PyTorch, that differ only by what neither can write, or that share weights. */
export const oddNames = [
  layer('forward', 'Convolution', 'data', wanted, 'self'),
  layer('train', 'Convolution', 'self', wanted, 'F'),
  layer('inception/1x1', 'Convolution', 'F', wanted, 'import'),
  layer('inception_1x1', 'Convolution', 'import', wanted, 'torch'),
  layer('Größe', 'Convolution', 'torch', wanted, '尺寸'),
  layer('maße', 'Scale', '尺寸', 'scale_param { bias_term: true }', 'Scale'),
  layer('it\'s \\"so\\" \\\\n\\n#', 'Scale', 'Scale', '', '\\"\\"\\"\\n)'),
  layer('1', 'ReLU', '\\"\\"\\"\\n)', '', '\\"\\"\\"\\n)'),
  layer('few', 'InnerProduct', '\\"\\"\\"\\n)', fully),
  layer('lambda', 'InnerProduct', 'few', `${tied} ${fully}`, 'None'),
  layer('twin', 'InnerProduct', 'None', `${tied} ${fully}`, 'nn'),
  layer('scores', 'InnerProduct', 'nn', `inner_product_param { ${xavier} }`),
  layer('loss', 'SoftmaxWithLoss', 'scores label'),
].join('')
