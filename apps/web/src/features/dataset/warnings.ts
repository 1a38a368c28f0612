export interface Counts {
  split: string
  total: number
  perClass: readonly number[]
}

const IMBALANCE = 4
const FEW = 20

const listed = (names: string[]) =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`

/** What makes a dataset worth a second look, most serious first; pure figures, no opinion on pictures. */
export function warningsOf(classes: readonly string[], counts: readonly Counts[], rejected: number): string[] {
  const train = counts.find(({ split }) => split === 'TRAIN')
  const val = counts.find(({ split }) => split === 'VAL')
  const warnings: string[] = []
  if (train && train.total > 0) {
    const few = classes.filter((_, i) => (train.perClass[i] ?? 0) < FEW)
    if (few.length > 0) warnings.push(`Fewer than ${FEW} training images: ${listed(few)}.`)
    const most = Math.max(...train.perClass)
    const least = Math.min(...train.perClass)
    if (least > 0 && most / least >= IMBALANCE) {
      const largest = classes[train.perClass.indexOf(most)]
      const smallest = classes[train.perClass.indexOf(least)]
      warnings.push(
        `Unbalanced: ${largest} has ${(most / least).toFixed(1)} times the images of ${smallest}. Look at the balanced accuracy of a run.`,
      )
    }
  }
  if (val?.total === 0) warnings.push('No validation images: a run cannot say how good it is.')
  if (rejected > 0)
    warnings.push(
      `${rejected.toLocaleString('en-GB')} ${rejected === 1 ? 'file was' : 'files were'} left out; the reasons stand below.`,
    )
  return warnings
}
