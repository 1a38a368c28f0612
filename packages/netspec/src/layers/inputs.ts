import { defineLayer } from '../layer.ts'

/** Layers that stand for the dataset: their data comes from the run's dataset, whatever source the text names. */
const marker = (type: string) => defineLayer({ type, kind: 'input', bottoms: 0, tops: [1, 2], shapes: () => [] })

export const data = marker('Data')
export const imageData = marker('ImageData')
export const memoryData = marker('MemoryData')
export const input = marker('Input')
