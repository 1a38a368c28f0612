import { ask } from './api.js'
import { NetworkOfRun } from './documents.graphql.js'
import { findRun, pickSnapshot } from './find.js'
import type { BeginningPartsFragment } from './gen/graphql.js'
import { EXIT, Failure } from './outcome.js'

/** `RUN` or `RUN@EPOCH`; a name may have an @ of its own. */
export function readOrigin(text: string): { run: string; epoch?: number } {
  const [, run, epoch] = /^(.+)@(\d+(?:\.\d+)?)$/.exec(text) ?? []
  return run === undefined ? { run: text } : { run, epoch: Number(epoch) }
}

/** The snapshot that `--from` names, and its run. */
export async function findOrigin(text: string): Promise<{ run: string; snapshot: string }> {
  const { run: name, epoch } = readOrigin(text)
  const run = await findRun(name)
  return { run: run.id, snapshot: pickSnapshot(run, epoch) }
}

/** The network that a run trains. */
export async function networkOfRun(id: string): Promise<{ text: string }> {
  const { node } = await ask(NetworkOfRun, { id })
  const text = node?.__typename === 'Run' ? node.model?.networkText : undefined
  if (text === undefined)
    throw new Failure('The model of that run is gone.', EXIT.notFound, {
      code: 'not-found',
      remedy: 'Give a network with --network.',
    })
  return { text }
}

/** What a model begins with, for people. */
export function beginningLines({ initialWeights }: BeginningPartsFragment): string[] {
  if (!initialWeights) return []
  const { runName, epoch, taken, refilled } = initialWeights
  return [
    `from ${runName}, epoch ${epoch}: ${taken.join(', ')}`,
    ...refilled.map(({ name, reason }) => `${name} is re-initialised: ${reason}`),
  ]
}
