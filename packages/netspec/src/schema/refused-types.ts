/** Why a layer type that Caffe or a well-known fork of it has is not here, and what to do in its place. */
interface Refusal {
  readonly reason: string
  readonly remedy: string
}

const dataset = 'Use a Data layer: images come from the dataset.'
const sequences = {
  reason: 'it works on sequences, and a dataset holds single images',
  remedy: 'Remove it, or train a convolutional network.',
}
const detection = {
  reason: 'it belongs to detection, and a dataset holds one label an image',
  remedy: 'Remove it and all that hangs on it.',
}

export const refusedTypes: Readonly<Record<string, Refusal>> = {
  HDF5Data: { reason: 'it reads arrays that are no images', remedy: dataset },
  HDF5Output: {
    reason: 'a run writes no files of its own',
    remedy: 'Remove it; every blob of a snapshot can be looked at by classifying an image.',
  },
  WindowData: { reason: 'it cuts windows for detection', remedy: dataset },
  Python: {
    reason: 'it would run code of its own within the worker',
    remedy:
      'Write it with the layers that are known, or add a layer type on both sides, as tests/contract/extra-layer.ts does.',
  },
  RNN: sequences,
  LSTM: sequences,
  LSTMUnit: sequences,
  SPP: {
    reason: 'its windows would differ with the size of the image, and a dataset has one size',
    remedy: 'Use several Pooling layers side by side, a Flatten behind each, and a Concat.',
  },
  Im2col: { reason: 'it is a step inside a convolution', remedy: 'Use a Convolution.' },
  BatchReindex: { reason: 'it changes which images a batch holds', remedy: 'Remove it.' },
  Filter: { reason: 'it changes how many images a batch holds', remedy: 'Remove it.' },
  Parameter: {
    reason: 'it is a weight without a layer around it',
    remedy: 'Use a Scale or a Bias layer, which hold weights of their own.',
  },
  Embed: { reason: 'it looks words up, and a dataset holds images', remedy: 'Use an InnerProduct.' },
  InfogainLoss: {
    reason: 'it reads its matrix from a file that no dataset has',
    remedy: 'Use SoftmaxWithLoss.',
  },
  MultinomialLogisticLoss: {
    reason: 'it takes probabilities, where training on scores is exact',
    remedy: 'Remove the Softmax in front of it and use SoftmaxWithLoss.',
  },
  BN: {
    reason: 'it is a form of a fork of Caffe',
    remedy: 'Use BatchNorm and, behind it, Scale with bias_term: true.',
  },
  DepthwiseConvolution: {
    reason: 'it is a form of forks of Caffe',
    remedy: 'Use Convolution with group: the number of input channels.',
  },
  ConvolutionDepthwise: {
    reason: 'it is a form of forks of Caffe',
    remedy: 'Use Convolution with group: the number of input channels.',
  },
  ReLU6: { reason: 'it is a form of forks of Caffe', remedy: 'Use Clip with min: 0 and max: 6.' },
  Upsample: {
    reason: 'it is a form of forks of Caffe',
    remedy: 'Use Deconvolution with weight_filler { type: "bilinear" } and lr_mult: 0.',
  },
  Interp: {
    reason: 'it is a form of forks of Caffe',
    remedy: 'Use Deconvolution with weight_filler { type: "bilinear" } and lr_mult: 0.',
  },
  Permute: { ...detection, reason: 'it is a form of a fork of Caffe for detection' },
  PriorBox: detection,
  DetectionOutput: detection,
  MultiBoxLoss: detection,
  ROIPooling: detection,
  DetectNetTransformation: detection,
}
