import type { MeanValues } from '@fovea/netspec'
import { checkFile, readFloats } from '@fovea/service-kit'
import type { Objects } from './objects.js'
import type { RunFacts } from './run-facts.js'

const MAX_BYTES = 512 * 2 ** 20

/** The dataset's `mean.safetensors`, checked. */
export async function meanFile(objects: Objects, { manifest: { mean }, folder }: RunFacts): Promise<Buffer> {
  const file = await objects.get(folder + mean.key, MAX_BYTES)
  checkFile(file, { key: folder + mean.key, hash: mean.hash })
  return file
}

/** What the plan subtracts. */
export async function meanValues(objects: Objects, facts: RunFacts): Promise<MeanValues | undefined> {
  const { mean: kind, height, width, channels } = facts.plan.preprocessing
  if (kind === 'none') return undefined
  if (kind === 'pixel') return { kind, values: facts.manifest.mean.pixel }
  const values = readFloats(await meanFile(objects, facts), 'mean')
  if (values.length !== height * width * channels) throw new Error('the mean has another size than the plan')
  return { kind, values }
}
