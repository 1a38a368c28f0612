/** Layer types of V1LayerParameter, the enum that came before quoted types: number in caffe.proto, word, today's type. */
const v1Types: readonly (readonly [number: number, word: string, type: string])[] = [
  [1, 'ACCURACY', 'Accuracy'],
  [2, 'BNLL', 'BNLL'],
  [3, 'CONCAT', 'Concat'],
  [4, 'CONVOLUTION', 'Convolution'],
  [5, 'DATA', 'Data'],
  [6, 'DROPOUT', 'Dropout'],
  [7, 'EUCLIDEAN_LOSS', 'EuclideanLoss'],
  [8, 'FLATTEN', 'Flatten'],
  [9, 'HDF5_DATA', 'HDF5Data'],
  [10, 'HDF5_OUTPUT', 'HDF5Output'],
  [11, 'IM2COL', 'Im2col'],
  [12, 'IMAGE_DATA', 'ImageData'],
  [13, 'INFOGAIN_LOSS', 'InfogainLoss'],
  [14, 'INNER_PRODUCT', 'InnerProduct'],
  [15, 'LRN', 'LRN'],
  [16, 'MULTINOMIAL_LOGISTIC_LOSS', 'MultinomialLogisticLoss'],
  [17, 'POOLING', 'Pooling'],
  [18, 'RELU', 'ReLU'],
  [19, 'SIGMOID', 'Sigmoid'],
  [20, 'SOFTMAX', 'Softmax'],
  [21, 'SOFTMAX_LOSS', 'SoftmaxWithLoss'],
  [22, 'SPLIT', 'Split'],
  [23, 'TANH', 'TanH'],
  [24, 'WINDOW_DATA', 'WindowData'],
  [25, 'ELTWISE', 'Eltwise'],
  [26, 'POWER', 'Power'],
  [27, 'SIGMOID_CROSS_ENTROPY_LOSS', 'SigmoidCrossEntropyLoss'],
  [28, 'HINGE_LOSS', 'HingeLoss'],
  [29, 'MEMORY_DATA', 'MemoryData'],
  [30, 'ARGMAX', 'ArgMax'],
  [31, 'THRESHOLD', 'Threshold'],
  [32, 'DUMMY_DATA', 'DummyData'],
  [33, 'SLICE', 'Slice'],
  [34, 'MVN', 'MVN'],
  [35, 'ABSVAL', 'AbsVal'],
  [36, 'SILENCE', 'Silence'],
  [37, 'CONTRASTIVE_LOSS', 'ContrastiveLoss'],
  [38, 'EXP', 'Exp'],
  [39, 'DECONVOLUTION', 'Deconvolution'],
]

const byText = new Map(v1Types.flatMap(([number, word, type]) => [[`${number}`, type] as const, [word, type] as const]))

/** Today's type for an old one, by its word or number. */
export function typeOfV1(text: string): string | undefined {
  return byText.get(text)
}
