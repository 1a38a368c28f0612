import type { FragmentType } from '../../gql'
import type { NewModelTemplateQuery } from '../../gql/graphql'
import { fromSolver, type solverFields } from '../solver'
import type { Draft } from './draft'

/** What the form is filled with when something is cloned. */
export interface Template {
  /** The name of what it was made from. */
  name: string
  draft: ReturnType<typeof fromSolver> & Pick<Draft, 'dataset' | 'source' | 'text'> & Partial<Draft>
}

type Found = NonNullable<NewModelTemplateQuery['node']>
type Network = { name: string; text: string }

const filled = (
  name: string,
  model: { networkText: string; dataset: { id: string } | null },
  solver: FragmentType<typeof solverFields>,
  networks: readonly Network[],
): Template => {
  const standard = networks.find(({ text }) => text === model.networkText)
  const network = standard
    ? { source: 'standard' as const, network: standard.name, text: '' }
    : { source: 'custom' as const, text: model.networkText }
  return { name, draft: { ...fromSolver(solver), ...network, dataset: model.dataset?.id ?? '' } }
}

/** A run brings the solver that it was trained with, a model its own; undefined for what is neither, or is gone. */
export function templateOf(node: Found | null | undefined, networks: readonly Network[]): Template | undefined {
  if (node?.__typename === 'Model') return filled(node.name, node, node.solver, networks)
  if (node?.__typename === 'Run' && node.model) return filled(node.name, node.model, node.solver, networks)
  return undefined
}
