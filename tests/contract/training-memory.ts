import { join } from 'node:path'
import { compile, forecastMemory, type StandardNetwork, standardNetworks } from '@fovea/netspec'
import { writeSpec } from './offline-spec.js'
import { python } from './python.js'

export interface MemoryCase {
  readonly network: StandardNetwork
  readonly channels: number
  /** Of the square images that the network gets. */
  readonly side: number
  readonly batchSize: number
}

export interface MemoryAnswer extends MemoryCase {
  /** Bytes. */
  readonly forecast: number
  readonly measured: number
}

/** Trains three steps in the worker and sets what its process held against the forecast. */
export async function measureMemory(work: string, one: MemoryCase): Promise<MemoryAnswer> {
  const { network, channels, side, batchSize } = one
  const { plan, figures } = compile(standardNetworks[network], {
    classes: 10,
    input: { channels, height: side, width: side },
    preprocessing: { crop: 0, mean: 'none', scale: 1 / 64 },
  })
  if (!plan) throw new Error(`${network} does not take ${side}×${side}`)
  const images = { train: 3 * batchSize, val: batchSize }
  const spec = writeSpec(work, { plan, images, baseRate: 0.0001, epochs: 1, batchSize })
  const measured = Number(await python([join(import.meta.dirname, 'training_memory.py'), spec]))
  return { ...one, forecast: forecastMemory(figures, { batchSize, solverArrays: 1 }).total, measured }
}
