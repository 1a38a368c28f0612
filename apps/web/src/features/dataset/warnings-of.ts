import { count, counted } from '../../lib/format'
import { type FindingKind, findingWords } from './finding-words'

export interface Counts {
  split: string
  total: number
  perClass: readonly number[]
}

export interface Warning {
  key: string
  /** Grave ones make figures wrong; the others are worth a look. */
  isGrave: boolean
  title: string
  /** What it means, and what to do. */
  advice: string
  /** Findings that can be looked at. */
  kind?: FindingKind
}

export interface Known {
  classes: readonly string[]
  counts: readonly Counts[]
  rejectedCount: number
  recipe: { width: number; height: number }
  findings: { isCut: boolean; counts: readonly { kind: FindingKind; count: number }[] } | null
}

const IMBALANCE = 4
const FEW = 20

const listed = (names: string[]) =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`

/** What makes a dataset worth a second look, the gravest first. */
export function warningsOf({ classes, counts, rejectedCount, recipe, findings }: Known): Warning[] {
  const found = (findings?.counts ?? []).map(({ kind, count: number }) => ({
    key: kind,
    kind,
    ...findingWords(kind, number, { recipe, isCut: findings?.isCut ?? false }),
  }))
  const own = [...balance(classes, counts), ...(rejectedCount > 0 ? [leftOut(rejectedCount)] : [])]
  return [...found.filter(({ isGrave }) => isGrave), ...own, ...found.filter(({ isGrave }) => !isGrave)]
}

const leftOut = (rejected: number): Warning => ({
  key: 'rejected',
  isGrave: true,
  title: `${counted(rejected, 'file was', 'files were')} left out.`,
  advice: 'The reasons stand below.',
})

function balance(classes: readonly string[], counts: readonly Counts[]): Warning[] {
  const train = counts.find(({ split }) => split === 'TRAIN')
  const warnings: Warning[] = []
  if (train && train.total > 0) {
    const few = classes.filter((_, i) => (train.perClass[i] ?? 0) < FEW)
    if (few.length > 0)
      warnings.push({
        key: 'few',
        isGrave: true,
        title: `Fewer than ${FEW} training images: ${listed(few)}.`,
        advice: 'A network hardly learns such a class: bring more, merge classes, or leave it out.',
      })
    const most = Math.max(...train.perClass)
    const least = Math.min(...train.perClass)
    if (least > 0 && most / least >= IMBALANCE) {
      const [largest, smallest] = [most, least].map(number => classes[train.perClass.indexOf(number)])
      const times = most / least
      warnings.push({
        key: 'imbalance',
        isGrave: true,
        title: `Unbalanced: ${largest} has ${times < 10 ? times.toFixed(1) : count(times)} times the images of ${smallest}.`,
        advice: 'Look at the balanced accuracy of a run, or build again with at most so many images per class.',
      })
    }
  }
  if (counts.find(({ split }) => split === 'VAL')?.total === 0)
    warnings.push({
      key: 'no validation',
      isGrave: true,
      title: 'No validation images.',
      advice: 'A run cannot say how good it is: build again with a share for validation.',
    })
  return warnings
}
