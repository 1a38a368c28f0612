import { layout as arrange, Graph } from '@dagrejs/dagre'
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

/** Between two beside each other; between two ranks, where the shape has to stand. */
const BESIDE = 28
const BETWEEN = 52
/** Beyond, the exact ranks cost seconds and gain little. */
const MOST_EXACT = 400

/** Places from top to bottom. Deterministic; takes about a millisecond a node, so it runs in a worker. */
export function layout({ boxes, links }: LayoutInput): Layout {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({
    rankdir: 'TB',
    nodesep: BESIDE,
    ranksep: BETWEEN,
    edgesep: BESIDE / 2,
    ranker: boxes.length > MOST_EXACT ? 'tight-tree' : 'network-simplex',
  })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height })
  // dagre sets from right to left what was told from first to last.
  for (const { id, from, to } of links.toReversed()) graph.setEdge(from, to, {}, id)
  arrange(graph)

  const places: Record<string, Point> = {}
  for (const { id, width, height } of boxes) {
    const { x = 0, y = 0 } = graph.node(id)
    places[id] = { x: x - width / 2, y: y - height / 2 }
  }
  const ways: Record<string, Point[]> = {}
  for (const { id, from, to } of links) {
    const { points = [] } = graph.edge(from, to, id)
    const [source, target] = [graph.node(from), graph.node(to)]
    ways[id] = [
      { x: source.x ?? 0, y: (source.y ?? 0) + source.height / 2 },
      ...points.slice(1, -1).map(({ x, y }: Point) => ({ x, y })),
      { x: target.x ?? 0, y: (target.y ?? 0) - target.height / 2 },
    ]
  }
  const { width = 0, height = 0 } = graph.graph()
  return { places, ways, width: Math.max(width, 0), height: Math.max(height, 0) }
}
