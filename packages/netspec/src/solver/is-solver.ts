import type { Message } from '../text/tree.ts'
import { solverFields } from './solver-fields.ts'

const ofNetworks = ['layer', 'layers', 'input']
const telling = ['base_lr', 'lr_policy', 'max_iter', 'solver_mode', 'solver_type', 'net', 'train_net', 'test_iter']

/** Whether the fields are those of a solver, not of a network. */
export function isSolver({ fields }: Message): boolean {
  if (fields.some(({ name }) => ofNetworks.includes(name))) return false
  return fields.some(({ name }) => telling.includes(name)) && fields.every(isKnownOrOdd)
}

/** A misspelt field decides nothing; a known one of networks does. */
function isKnownOrOdd({ name }: { readonly name: string }): boolean {
  return Object.hasOwn(solverFields, name) || !name.endsWith('_param')
}
