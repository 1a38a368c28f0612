import type { LayerType } from './layer.ts'
import { absVal } from './layers/abs-val.ts'
import { accuracy } from './layers/accuracy.ts'
import { argMax } from './layers/arg-max.ts'
import { batchNorm } from './layers/batch-norm.ts'
import { bias } from './layers/bias.ts'
import { bnll } from './layers/bnll.ts'
import { clip } from './layers/clip.ts'
import { concat } from './layers/concat.ts'
import { contrastiveLoss } from './layers/contrastive-loss.ts'
import { convolution } from './layers/convolution.ts'
import { crop } from './layers/crop.ts'
import { deconvolution } from './layers/deconvolution.ts'
import { dropout } from './layers/dropout.ts'
import { dummyData } from './layers/dummy-data.ts'
import { eltwise } from './layers/eltwise.ts'
import { elu } from './layers/elu.ts'
import { euclideanLoss } from './layers/euclidean-loss.ts'
import { exp } from './layers/exp.ts'
import { flatten } from './layers/flatten.ts'
import { hingeLoss } from './layers/hinge-loss.ts'
import { innerProduct } from './layers/inner-product.ts'
import { data, imageData, input, memoryData } from './layers/inputs.ts'
import { log } from './layers/log.ts'
import { lrn } from './layers/lrn.ts'
import { mvn } from './layers/mvn.ts'
import { pooling } from './layers/pooling.ts'
import { power } from './layers/power.ts'
import { prelu } from './layers/prelu.ts'
import { reduction } from './layers/reduction.ts'
import { relu } from './layers/relu.ts'
import { reshape } from './layers/reshape.ts'
import { scale } from './layers/scale.ts'
import { sigmoid } from './layers/sigmoid.ts'
import { sigmoidCrossEntropyLoss } from './layers/sigmoid-cross-entropy-loss.ts'
import { silence } from './layers/silence.ts'
import { slice } from './layers/slice.ts'
import { softmax } from './layers/softmax.ts'
import { softmaxWithLoss } from './layers/softmax-with-loss.ts'
import { split } from './layers/split.ts'
import { swish } from './layers/swish.ts'
import { tanh } from './layers/tanh.ts'
import { threshold } from './layers/threshold.ts'
import { tile } from './layers/tile.ts'

/** The layers known without asking; a caller adds others by passing `[...standardLayers, theirs]`. */
export const standardLayers: readonly LayerType[] = [
  absVal,
  accuracy,
  argMax,
  batchNorm,
  bias,
  bnll,
  clip,
  concat,
  contrastiveLoss,
  convolution,
  crop,
  data,
  deconvolution,
  dropout,
  dummyData,
  eltwise,
  elu,
  euclideanLoss,
  exp,
  flatten,
  hingeLoss,
  imageData,
  innerProduct,
  input,
  log,
  lrn,
  memoryData,
  mvn,
  pooling,
  power,
  prelu,
  reduction,
  relu,
  reshape,
  scale,
  sigmoid,
  sigmoidCrossEntropyLoss,
  silence,
  slice,
  softmax,
  softmaxWithLoss,
  split,
  swish,
  tanh,
  threshold,
  tile,
]
