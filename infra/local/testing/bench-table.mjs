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
    { at: 'cases.lenet.reportingCpuShare', atMost: 0.01, what: 'LeNet: share of CPU that reporting takes' },
    { at: 'cases.cifar.reportingCpuShare', atMost: 0.01, what: 'CIFAR network: share of CPU that reporting takes' },
  ],
  dataset_build: [
    { at: 'ratios.32x32 to 32x32.ratio', atLeast: 2.5, what: '32×32 JPEG: plain Pillow loop / build, CPU an image' },
    { at: 'ratios.32x32 to 32x32.twoProcesses', atMost: 1.1, what: '32×32 JPEG: CPU an image, two processes / one' },
    { at: 'ratios.500x375 to 256x256.ratio', atLeast: 0.9, what: '500×375 → 256×256: plain Pillow loop / build' },
    { at: 'ratios.500x375 to 256x256.twoProcesses', atMost: 1.1, what: '500×375 → 256×256: two processes / one' },
    { at: 'ratios.2048x1536 to 256x256.ratio', atLeast: 1.5, what: '2048×1536 → 256×256: plain Pillow loop / build' },
    { at: 'ratios.2048x1536 to 256x256 fast.ratio', atLeast: 4, what: '2048×1536, fast decoding: plain loop / build' },
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
