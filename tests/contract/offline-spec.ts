import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plan } from '@fovea/netspec'
import { squaresDataset } from './squares-dataset.js'

interface Training {
  readonly plan: Plan
  readonly images: Record<'train' | 'val', number>
  readonly baseRate: number
  readonly epochs: number
  readonly batchSize: number
}

/** Writes the spec of an attempt on pictures of squares, and the pictures, for training without a platform; returns its file. */
export function writeSpec(folder: string, { plan, images, baseRate, ...training }: Training): string {
  const { channels, height, width } = plan.preprocessing
  const spec = {
    version: 1,
    project: 'p',
    run: 'r',
    attempt: 'a',
    number: 1,
    name: 'squares#1',
    plan,
    ...squaresDataset(join(folder, 'dataset'), { channels, height, width }, images),
    solver: { type: 'SGD', baseRate, momentum: 0.9, weightDecay: 0.0001, policy: { type: 'fixed' } },
    snapshotInterval: 0,
    validationInterval: 1,
    seed: 1,
    device: 'cpu',
    threads: 1,
    resume: null,
    report: null,
    ...training,
  }
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'spec.json')
  writeFileSync(file, JSON.stringify(spec))
  return file
}
