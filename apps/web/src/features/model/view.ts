/** How the charts of a run are looked at. */
export interface View {
  /** Epochs from and to; undefined = the whole run. */
  zoom: [number, number] | undefined
  isLog: boolean
  /** Step of the smoothing; 0 = off. */
  smoothing: number
}

/** Epochs within which the smoothed mean fades, by step. */
export const SPANS = [0, 0.1, 0.25, 0.5, 1, 2, 5] as const

const digits = (value: number) => String(Number(value.toPrecision(6)))

export function parseView(parameters: { get(name: string): string | null }): View {
  const [from, to, ...rest] = (parameters.get('zoom') ?? '').split('~').map(Number)
  const isZoom = rest.length === 0 && from !== undefined && to !== undefined && from >= 0 && to > from
  const step = Number(parameters.get('smooth') ?? 0)
  return {
    zoom: isZoom && Number.isFinite(to) ? [from, to] : undefined,
    isLog: parameters.get('log') === '1',
    smoothing: Number.isInteger(step) && step > 0 && step < SPANS.length ? step : 0,
  }
}

/** What is as usual stays out of the address. */
export function writeView(parameters: URLSearchParams, { zoom, isLog, smoothing }: View): URLSearchParams {
  const next = new URLSearchParams(parameters)
  const set = (name: string, value: string) => (value ? next.set(name, value) : next.delete(name))
  set('zoom', zoom ? zoom.map(digits).join('~') : '')
  set('log', isLog ? '1' : '')
  set('smooth', smoothing > 0 ? String(smoothing) : '')
  return next
}

/** A stretch within the run, at least a thousandth of it wide. */
export function clampZoom([a, b]: [number, number], epochs: number): [number, number] | undefined {
  const [from, to] = [Math.max(0, Math.min(a, b)), Math.min(epochs, Math.max(a, b))]
  return Number.isFinite(from) && Number.isFinite(to) && to - from >= epochs / 1000 && to - from < epochs
    ? [from, to]
    : undefined
}
