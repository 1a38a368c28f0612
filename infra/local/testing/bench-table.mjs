/**
 * What each benchmark must keep, as ratios within one run. `at` names the figure in its JSON.
 * @type {Record<string, {at: string, atLeast?: number, atMost?: number, what: string}[]>}
 */
export const THRESHOLDS = {
  training: [
    { at: 'cases.lenet.ratio', atLeast: 0.97, what: 'LeNet 28×28: worker / bare loop, images a second' },
    { at: 'cases.lenet-crop.ratio', atLeast: 0.95, what: 'LeNet with crop and mirror' },
    { at: 'cases.cifar.ratio', atLeast: 0.97, what: 'CIFAR network 32×32' },
    { at: 'cases.cifar-crop.ratio', atLeast: 0.95, what: 'CIFAR network with crop and mirror' },
  ],
}

/** Reads `a.b.c` in nested objects; names may hold anything but dots. */
export function figure(result, at) {
  return at.split('.').reduce((value, name) => value?.[name], result)
}

/**
 * Rows of the table. A script may bring its own thresholds as `checks: [{what, value, atLeast?, atMost?}]`;
 * a figure that is missing has failed.
 */
export function judge(result, thresholds = []) {
  const listed = thresholds.map(threshold => ({ ...threshold, value: figure(result, threshold.at) }))
  return [...listed, ...(result.checks ?? [])].map(row => ({ ...row, ok: isKept(row) }))
}

function isKept({ value, atLeast, atMost }) {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false
  return (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost)
}

/** The printed table of judged rows. */
export function formatTable(rows) {
  const cells = rows.map(({ what, value, atLeast, atMost, ok }) => [
    ok ? '✓' : '✗',
    what,
    typeof value === 'number' ? value.toFixed(3) : 'missing',
    atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`,
  ])
  const width = Math.max(0, ...cells.map(([, what]) => what.length))
  return cells
    .map(([mark, what, value, bound]) => `${mark} ${what.padEnd(width)}  ${value.padStart(8)}  ${bound}`)
    .join('\n')
}
