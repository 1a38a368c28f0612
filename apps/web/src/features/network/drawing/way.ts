import type { Link } from './fold'
import type { Point } from './layout'

/** A curve through all points that leaves and arrives upright. */
export function curve(points: readonly Point[]): string {
  const [first, ...others] = points
  if (!first) return ''
  let last = first
  const parts = others.map(point => {
    const middle = round((last.y + point.y) / 2)
    const part = `C${round(last.x)},${middle} ${round(point.x)},${middle} ${round(point.x)},${round(point.y)}`
    last = point
    return part
  })
  return [`M${round(first.x)},${round(first.y)}`, ...parts].join(' ')
}

/** Where the shape of a link stands: where nothing else comes together, so that no two stand on each other. */
export function labelPlace(
  points: readonly Point[],
  { leaving, arriving }: { leaving: number; arriving: number },
): Point {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return { x: 0, y: 0 }
  const second = points[1] ?? last
  const before = points.at(-2) ?? first
  if (leaving > 1 && arriving <= 1) return onTheWay(before, last, 0.72)
  if (arriving > 1 && leaving <= 1) return onTheWay(first, second, 0.28)
  return onTheWay(first, second, 0.5)
}

/** On the curve from one point to the next. */
function onTheWay(from: Point, to: Point, t: number): Point {
  const back = 1 - t
  const middle = (from.y + to.y) / 2
  return {
    x: from.x * (back ** 3 + 3 * back ** 2 * t) + to.x * (3 * back * t ** 2 + t ** 3),
    y: from.y * back ** 3 + middle * (3 * back ** 2 * t + 3 * back * t ** 2) + to.y * t ** 3,
  }
}

/** Of each link, how many leave where it leaves and arrive where it arrives. */
export function company(links: readonly Link[]): Map<string, { leaving: number; arriving: number }> {
  const leaving = tally(links.map(({ from }) => from))
  const arriving = tally(links.map(({ to }) => to))
  return new Map(
    links.map(({ id, from, to }) => [id, { leaving: leaving.get(from) ?? 0, arriving: arriving.get(to) ?? 0 }]),
  )
}

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

const round = (value: number) => Math.round(value * 10) / 10
