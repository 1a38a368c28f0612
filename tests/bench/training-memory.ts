import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { aboutNetworks, type StandardNetwork } from '@fovea/netspec'
import { measureMemory } from '../contract/training-memory.js'

/** Images a batch: so many that they take most of the memory, and so few that a laptop has it. */
const batches: Readonly<Record<StandardNetwork, number>> = {
  lenet: 512,
  cifar: 512,
  'cifar-full': 256,
  alexnet: 32,
  caffenet: 32,
  googlenet: 16,
  'vgg-16': 4,
  'resnet-18': 16,
  'resnet-50': 8,
  squeezenet: 16,
}

/** The forecast of memory over the peak of the worker, for every standard network at the size that it is usually trained at. */
export async function measure() {
  const work = mkdtempSync(join(tmpdir(), 'fovea-memory-'))
  try {
    const rows: { network: string; batchSize: number; forecast: number; measured: number }[] = []
    for (const [network, batchSize] of Object.entries(batches) as [StandardNetwork, number][]) {
      const { input, crop } = aboutNetworks[network]
      const one = { network, channels: input.channels, side: crop || input.height, batchSize }
      const { forecast, measured } = await measureMemory(join(work, network), one, 600_000)
      rows.push({ network, batchSize, forecast, measured })
    }
    const checks = rows.flatMap(({ network, batchSize, forecast, measured }) => {
      const what = `${network}, ${batchSize} a batch: memory forecast / measured`
      return [
        { what, value: forecast / measured, atLeast: 0.85 },
        { what, value: forecast / measured, atMost: 1.15 },
      ]
    })
    return { rows, checks }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
