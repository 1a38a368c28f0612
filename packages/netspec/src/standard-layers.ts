import type { LayerType } from './layer.ts'
import { accuracy } from './layers/accuracy.ts'
import { batchNorm } from './layers/batch-norm.ts'
import { bias } from './layers/bias.ts'
import { concat } from './layers/concat.ts'
import { contrastiveLoss } from './layers/contrastive-loss.ts'
import { convolution } from './layers/convolution.ts'
import { deconvolution } from './layers/deconvolution.ts'
import { dropout } from './layers/dropout.ts'
import { eltwise } from './layers/eltwise.ts'
import { euclideanLoss } from './layers/euclidean-loss.ts'
import { flatten } from './layers/flatten.ts'
import { hingeLoss } from './layers/hinge-loss.ts'
import { innerProduct } from './layers/inner-product.ts'
import { data, imageData, input, memoryData } from './layers/inputs.ts'
import { lrn } from './layers/lrn.ts'
import { pooling } from './layers/pooling.ts'
import { power } from './layers/power.ts'
import { relu } from './layers/relu.ts'
import { scale } from './layers/scale.ts'
import { sigmoid } from './layers/sigmoid.ts'
import { sigmoidCrossEntropyLoss } from './layers/sigmoid-cross-entropy-loss.ts'
import { softmax } from './layers/softmax.ts'
import { softmaxWithLoss } from './layers/softmax-with-loss.ts'
import { tanh } from './layers/tanh.ts'

/** The layers known without asking; a caller adds others by passing `[...standardLayers, theirs]`. */
export const standardLayers: readonly LayerType[] = [
  accuracy,
  batchNorm,
  bias,
  concat,
  contrastiveLoss,
  convolution,
  data,
  deconvolution,
  dropout,
  eltwise,
  euclideanLoss,
  flatten,
  hingeLoss,
  imageData,
  innerProduct,
  input,
  lrn,
  memoryData,
  pooling,
  power,
  relu,
  scale,
  sigmoid,
  sigmoidCrossEntropyLoss,
  softmax,
  softmaxWithLoss,
  tanh,
]
