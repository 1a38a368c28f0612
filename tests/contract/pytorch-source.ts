import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Plan, toPytorch } from '@fovea/netspec'
import { readFloats } from '../../services/inference/src/snapshots/safetensors.js'
import type { Answered } from './both-executors.js'
import { python } from './python.js'

/** Writes each network's PyTorch source beside its snapshot and has one process run them all on the worker's inputs. */
export async function runSources(work: string, answers: readonly Answered[]): Promise<void> {
  const folders = answers.map(({ compiled, folder }) => {
    writeFileSync(join(folder, 'net.py'), sourceOf(compiled.plan))
    return folder
  })
  const order = join(work, 'sources.json')
  writeFileSync(order, JSON.stringify(folders))
  await python(['-I', join(import.meta.dirname, 'pytorch_source.py'), order])
}

export function sourceOf(plan: Plan, options: Parameters<typeof toPytorch>[1] = {}): string {
  const { text, without } = toPytorch(plan, options)
  if (text === undefined) throw new Error(`no PyTorch form: ${JSON.stringify(without)}`)
  return text
}

export const probabilitiesOfSource = (folder: string): Float32Array =>
  readFloats(readFileSync(join(folder, 'probabilities.safetensors')), 'probabilities')
