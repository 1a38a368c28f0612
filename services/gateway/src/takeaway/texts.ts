import { deployText, normalise, toPytorch } from '@fovea/netspec'
import { AppError } from '@fovea/service-kit'
import type { RunFacts } from './run-facts.js'

const UNREADABLE = new AppError(
  'invalid',
  'The text of this network cannot be read any more by this version of Fovea; download it as it was written.',
)

export function normalisedText({ model }: RunFacts): string {
  const text = normalise(model.networkText)
  if (text === undefined) throw UNREADABLE
  return text
}

export const deployTextOf = ({ model, plan }: RunFacts): string => deployText(model.networkText, plan)

export function pytorchText({ plan, manifest }: RunFacts): string {
  const { text, without } = toPytorch(plan, { classes: manifest.classes, meanPixel: manifest.mean.pixel })
  if (text !== undefined) return text
  const [first] = without
  throw new AppError('invalid', `${first?.name} is of type ${first?.type}, which has no PyTorch form here.`)
}

export const labelsText = ({ manifest }: RunFacts): string => manifest.classes.map(name => `${name}\n`).join('')
