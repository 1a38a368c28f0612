import type { FaultList } from '../faults.ts'
import { type LayerType, range } from '../layer.ts'
import { limits } from '../limits.ts'
import type { LayerText } from './network.ts'

/** How many blobs a layer reads and makes, and whether they have names. */
export function checkBlobs({ name, at, bottoms, tops }: LayerText, type: LayerType, faults: FaultList): void {
  for (const [word, found, allowed] of [
    ['bottom', bottoms, type.bottoms],
    ['top', tops, type.tops ?? 1],
  ] as const) {
    const [least, most] = range(allowed)
    if (found.length >= least && found.length <= most) continue
    const isLabel = word === 'bottom' && found.length < least && (type.kind === 'loss' || type.kind === 'metric')
    const wanted = least === most ? `${least}` : `${least} to ${most}`
    faults.error(at, {
      code: isLabel ? 'label-missing' : word === 'bottom' ? 'bottom-count' : 'top-count',
      layer: name,
      message: `${name} (${type.type}) takes ${wanted} ${word}${most === 1 ? '' : 's'}, but has ${found.length}.`,
      remedy: isLabel
        ? 'Add bottom: "label" after the scores.'
        : `Give it ${wanted} line${most === 1 ? '' : 's'} of ${word}: "…".`,
    })
  }
  for (const { name: blob, at: where } of tops) {
    if (blob !== '' && !blob.includes('@') && blob.length <= limits.nameLength) continue
    faults.error(where, {
      code: 'blob-name',
      layer: name,
      message: 'A blob needs a name of 1 to 200 characters without @.',
      remedy: 'Rename it.',
    })
  }
}
