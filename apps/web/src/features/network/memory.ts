import { type Figures, forecastMemory, type MemoryOptions } from '@fovea/netspec'
import { bytes } from '../../lib/format'

/** What training is likely to hold at a batch size, and at a quarter and four times of it: `312 MB`, `120 MB at 16, 1.1 GB at 256`. */
export function memoryWords(figures: Figures, { batchSize, ...solver }: MemoryOptions): { at: string; others: string } {
  const words = (size: number) => bytes(forecastMemory(figures, { batchSize: size, ...solver }).total)
  const others = [...new Set([Math.ceil(batchSize / 4), batchSize * 4])].filter(size => size !== batchSize)
  return { at: words(batchSize), others: others.map(size => `${words(size)} at ${size}`).join(', ') }
}
