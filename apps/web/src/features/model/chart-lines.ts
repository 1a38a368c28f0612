import type { Line } from '../../charts/line-chart'
import { align, type Series } from '../../charts/prepare-series'
import { smooth } from '../../charts/smooth'

/** Lines of one chart over their series; smoothed ones stand before the values as they were told. */
export interface Drawn {
  lines: Line[]
  series: (Series | undefined)[]
  data: (number | null)[][]
}

const FAINT = 0.28

/** `span` is in iterations; 0 = as told. */
export function drawnOf(
  lines: readonly Line[],
  series: readonly (Series | undefined)[],
  perEpoch: number,
  span: number,
): Drawn {
  if (span === 0) return { lines: [...lines], series: [...series], data: align(series, perEpoch) }
  const smoothed = series.map(one => smooth(one, span))
  const behind = lines.map(({ hasPoints: _, ...line }) => ({ ...line, width: 1, alpha: FAINT }))
  const before = lines.map(({ hasPoints: _, ...line }) => line)
  return { lines: [...before, ...behind], series: smoothed, data: align([...smoothed, ...series], perEpoch) }
}
