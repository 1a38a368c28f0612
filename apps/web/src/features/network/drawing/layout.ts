import { layout as arrange, Graph } from '@dagrejs/dagre'
import { type Segment, segments } from './segments'
import type { LayoutInput } from './sizes'

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Layout {
  /** Upper left corners. */
  readonly places: Readonly<Record<string, Point>>
  /** The way of each link, from the middle of the lower side of one to that of the upper side of the other. */
  readonly ways: Readonly<Record<string, readonly Point[]>>
  readonly width: number
  readonly height: number
}

/** Centres of boxes, and the bends of links between them. */
interface Laid {
  centres: Map<string, Point>
  bends: Map<string, Point[]>
}

/** Between two beside each other; between two ranks, where the shape has to stand. */
const BESIDE = 28
const BETWEEN = 52
/** Of so many that hang together dagre, which calls itself for each, would exhaust the stack: they stand in one column. */
const MOST_TOGETHER = 300

/** Places from top to bottom, block below block, each begun at the node at which the one before has ended. */
export function layout(input: LayoutInput): Layout {
  const centres = new Map<string, Point>()
  const bends = new Map<string, Point[]>()
  for (const segment of segments(input)) {
    const laid = layOut(segment)
    const first = segment.boxes[0]?.id ?? ''
    const [there, here] = [centres.get(first), laid.centres.get(first)]
    const move = { x: (there?.x ?? 0) - (here?.x ?? 0), y: (there?.y ?? 0) - (here?.y ?? 0) }
    for (const [id, point] of laid.centres) centres.set(id, moved(point, move))
    for (const [id, points] of laid.bends)
      bends.set(
        id,
        points.map(point => moved(point, move)),
      )
  }
  return fromOrigin(input, centres, bends)
}

const moved = (point: Point, by: Point): Point => ({ x: point.x + by.x, y: point.y + by.y })

function layOut(segment: Segment): Laid {
  const isChain = segment.boxes.length === 2 && segment.links.length === 1
  return isChain || segment.boxes.length > MOST_TOGETHER ? inColumn(segment) : byDagre(segment)
}

function inColumn({ boxes }: Segment): Laid {
  const centres = new Map<string, Point>()
  let y = 0
  for (const { id, height } of boxes) {
    centres.set(id, { x: 0, y: y + height / 2 })
    y += height + BETWEEN
  }
  return { centres, bends: new Map() }
}

function byDagre({ boxes, links }: Segment): Laid {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'TB', nodesep: BESIDE, ranksep: BETWEEN, edgesep: BESIDE / 2 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height })
  // dagre sets from right to left what was told from first to last.
  for (const { id, from, to } of links.toReversed()) graph.setEdge(from, to, {}, id)
  // What ends on its own, such as an auxiliary loss, still ends above the next block, and what begins on its own begins below the last.
  const [first, last] = [boxes[0]?.id, boxes.at(-1)?.id]
  const leaving = new Set(links.map(({ from }) => from))
  const arriving = new Set(links.map(({ to }) => to))
  for (const { id } of boxes) {
    if (last !== undefined && arriving.has(last) && id !== last && !leaving.has(id))
      graph.setEdge(id, last, { weight: 0 }, `end ${id}`)
    if (first !== undefined && id !== first && !arriving.has(id)) graph.setEdge(first, id, { weight: 0 }, `begin ${id}`)
  }
  arrange(graph)
  return {
    centres: new Map(boxes.map(({ id }) => [id, pointOf(graph.node(id))])),
    bends: new Map(
      links.map(({ id, from, to }) => [id, (graph.edge(from, to, id).points ?? []).slice(1, -1).map(pointOf)]),
    ),
  }
}

const pointOf = ({ x = 0, y = 0 }: { x?: number; y?: number }): Point => ({ x, y })

function fromOrigin({ boxes, links }: LayoutInput, centres: Map<string, Point>, bends: Map<string, Point[]>): Layout {
  const sizes = new Map(boxes.map(box => [box.id, box]))
  const centre = (id: string) => centres.get(id) ?? { x: 0, y: 0 }
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  const include = ({ x, y }: Point, width: number, height: number) => {
    bounds.left = Math.min(bounds.left, x - width / 2)
    bounds.right = Math.max(bounds.right, x + width / 2)
    bounds.top = Math.min(bounds.top, y - height / 2)
    bounds.bottom = Math.max(bounds.bottom, y + height / 2)
  }
  for (const { id, width, height } of boxes) include(centre(id), width, height)
  for (const point of [...bends.values()].flat()) include(point, 0, 0)
  if (boxes.length === 0) return { places: {}, ways: {}, width: 0, height: 0 }

  const move = { x: -bounds.left, y: -bounds.top }
  const places: Record<string, Point> = {}
  for (const { id, width, height } of boxes)
    places[id] = moved(centre(id), { x: move.x - width / 2, y: move.y - height / 2 })
  const ways: Record<string, Point[]> = {}
  for (const { id, from, to } of links)
    ways[id] = [
      moved(centre(from), { x: move.x, y: move.y + (sizes.get(from)?.height ?? 0) / 2 }),
      ...(bends.get(id) ?? []).map(point => moved(point, move)),
      moved(centre(to), { x: move.x, y: move.y - (sizes.get(to)?.height ?? 0) / 2 }),
    ]
  return { places, ways, width: bounds.right - bounds.left, height: bounds.bottom - bounds.top }
}
