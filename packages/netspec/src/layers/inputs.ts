import { defineLayer } from '../layer.ts'

/** Layers that stand for the dataset: their data comes from the run's dataset, whatever source the text names. */
const marker = (type: string, most = 2) =>
  defineLayer({ type, kind: 'input', bottoms: 0, tops: [1, most], shapes: () => [] })

export const data = marker('Data')
export const imageData = marker('ImageData')
export const memoryData = marker('MemoryData')
/** Which of several inputs is the data is told by graph/inputs.ts. */
export const input = marker('Input', 1_000)
