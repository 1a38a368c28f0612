import type { Layout, Point } from './layout'

export interface Size {
  readonly width: number
  readonly height: number
}

export interface View extends Point {
  readonly zoom: number
}

const MARGIN = 24
/** Below it words are no longer read. */
const LEAST_LEGIBLE = 0.8
/** What is walked to need not be larger than somebody has made it, as long as it can be made out. */
const LEAST_WALKED = 0.5

/** Where a drawing is looked at first: whole where it can be read so, else from its top. */
export function firstView({ width, height }: Pick<Layout, 'width' | 'height'>, pane: Size): View {
  const across = (pane.width - 2 * MARGIN) / Math.max(width, 1)
  const whole = Math.min(1, across, (pane.height - 2 * MARGIN) / Math.max(height, 1))
  const isWhole = whole >= LEAST_LEGIBLE
  const zoom = isWhole ? whole : Math.min(1, Math.max(LEAST_LEGIBLE, across))
  return {
    x: (pane.width - width * zoom) / 2,
    y: isWhole ? (pane.height - height * zoom) / 2 : MARGIN,
    zoom,
  }
}

/** The view moved as little as brings a node into it, or `undefined` where it is there already. */
export function viewWith({ x, y, zoom }: View, place: Point, { width, height }: Size, pane: Size): View | undefined {
  const near = zoom < LEAST_WALKED ? LEAST_LEGIBLE : zoom
  const left = place.x * zoom + x
  const top = place.y * zoom + y
  const isThere =
    near === zoom && left >= 0 && top >= 0 && left + width * zoom <= pane.width && top + height * zoom <= pane.height
  if (isThere) return undefined
  return {
    x: pane.width / 2 - (place.x + width / 2) * near,
    y: pane.height / 2 - (place.y + height / 2) * near,
    zoom: near,
  }
}
