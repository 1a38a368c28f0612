import type { LayerType } from './layer.js'
import { accuracy } from './layers/accuracy.js'
import { batchNorm } from './layers/batch-norm.js'
import { concat } from './layers/concat.js'
import { convolution } from './layers/convolution.js'
import { dropout } from './layers/dropout.js'
import { eltwise } from './layers/eltwise.js'
import { flatten } from './layers/flatten.js'
import { innerProduct } from './layers/inner-product.js'
import { data, imageData, input, memoryData } from './layers/inputs.js'
import { lrn } from './layers/lrn.js'
import { pooling } from './layers/pooling.js'
import { power } from './layers/power.js'
import { relu } from './layers/relu.js'
import { scale } from './layers/scale.js'
import { sigmoid } from './layers/sigmoid.js'
import { softmax } from './layers/softmax.js'
import { softmaxWithLoss } from './layers/softmax-with-loss.js'
import { tanh } from './layers/tanh.js'

/** The layers known without asking; a caller adds others by passing `[...standardLayers, theirs]`. */
export const standardLayers: readonly LayerType[] = [
  accuracy,
  concat,
  convolution,
  data,
  dropout,
  flatten,
  imageData,
  innerProduct,
  input,
  lrn,
  memoryData,
  pooling,
  relu,
  softmax,
  softmaxWithLoss,
  batchNorm,
  eltwise,
  power,
  scale,
  sigmoid,
  tanh,
]
