import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Plan, toPytorch } from '@fovea/netspec'
import { readFloats } from '@fovea/service-kit'
import { type Answered, blobInWorker, difference, TOLERANCE } from './both-executors.js'
import { python } from './python.js'

/** Writes each network's PyTorch source beside its snapshot and has one process run them all on the worker's inputs. */
export async function runSources(work: string, answers: readonly Answered[], timeout?: number): Promise<void> {
  const folders = answers.map(({ compiled, folder }) => {
    writeFileSync(join(folder, 'net.py'), sourceOf(compiled.plan))
    return folder
  })
  const order = join(work, 'sources.json')
  writeFileSync(order, JSON.stringify(folders))
  await python(['-I', join(import.meta.dirname, 'pytorch_source.py'), order], timeout)
}

function sourceOf(plan: Plan): string {
  const { text, without } = toPytorch(plan)
  if (text === undefined) throw new Error(`no PyTorch form: ${JSON.stringify(without)}`)
  return text
}

/** What a source says differently about the probabilities, one sentence each. */
export function answersOfSources({ compiled, folder }: Answered): string[] {
  const expected = blobInWorker(folder, compiled.plan.outputs.probabilities)
  const values = readFloats(readFileSync(join(folder, 'probabilities.safetensors')), 'probabilities')
  const apart = difference(values, expected)
  return [
    ...(values.length === expected.length ? [] : [`${values.length} values, where the worker has ${expected.length}`]),
    ...(apart <= TOLERANCE ? [] : [`apart by ${apart} of the largest probability`]),
  ]
}
