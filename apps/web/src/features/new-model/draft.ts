import type { CreateModelInput } from '../../gql/graphql'
import { initialSolver, type SolverDraft } from '../solver'

/** Where the network comes from: the tabs of the form. */
export type NetworkSource = 'standard' | 'previous' | 'custom'

/** A run whose network another model is made of. */
export interface PreviousRun {
  model: string
  run: string
  /** `ships#3` */
  name: string
  text: string
}

export interface Weights {
  snapshot: string
  /** `ships#3` */
  run: string
  epoch: number
}

export interface Draft extends SolverDraft {
  /** Null: the suggested one. */
  name: string | null
  dataset: string
  source: NetworkSource
  /** The standard network that is chosen. */
  network: string
  previous: PreviousRun | null
  /** Those of a snapshot, of a previous run; null: all filled afresh. */
  weights: Weights | null
  /** The text in the editor. */
  text: string
}

export const initialDraft: Draft = {
  ...initialSolver,
  name: null,
  dataset: '',
  source: 'standard',
  network: 'lenet',
  previous: null,
  weights: null,
  text: '',
}

interface Standard {
  name: string
  title: string
  text: string
}

/** The text that is trained; empty while none is chosen. */
export function networkText(draft: Draft, networks: readonly Standard[]): string {
  if (draft.source === 'custom') return draft.text
  if (draft.source === 'previous') return draft.previous?.text ?? ''
  return networks.find(({ name }) => name === draft.network)?.text ?? ''
}

/** What it is called in sentences and in the name of the model. */
export function networkTitle(draft: Draft, networks: readonly Standard[]): string {
  if (draft.source === 'standard') return networks.find(({ name }) => name === draft.network)?.title ?? ''
  // Names of layers stand further in.
  return /^name\s*:\s*["']([^"']+)["']/m.exec(networkText(draft, networks))?.[1] ?? 'own network'
}

/** The part of the input of `createModel` that says with what it begins. */
export function networkInput(
  draft: Draft,
  networks: readonly Standard[],
): Pick<CreateModelInput, 'network' | 'initialSnapshotId'> {
  if (draft.source === 'standard') return { network: { standard: draft.network }, initialSnapshotId: null }
  return { network: { text: networkText(draft, networks) }, initialSnapshotId: draft.weights?.snapshot ?? null }
}

/** The text goes into the editor; weights stay with it only where they belong to it. */
export const customized = (draft: Draft, text: string): Partial<Draft> => ({
  source: 'custom',
  text,
  weights: draft.source === 'previous' ? draft.weights : null,
})
