import type { Folded } from './fold'
import type { LayerFlowNode } from './layer-node'
import type { Layout } from './layout'
import type { ShapeFlowEdge } from './shape-edge'
import { heightOf, NODE_WIDTH } from './sizes'
import { company, curve, labelPlace } from './way'

export function flowNodes({ groups }: Folded, { places }: Layout): LayerFlowNode[] {
  return groups.map(group => ({
    id: group.id,
    type: 'layer',
    position: places[group.id] ?? { x: 0, y: 0 },
    width: NODE_WIDTH,
    height: heightOf(group),
    data: { group, selected: undefined },
  }))
}

/** All but the node that is looked at stay the objects that they are, so that it alone is drawn anew. */
export const withSelected = (nodes: LayerFlowNode[], group: string | undefined, layer: string | undefined) =>
  nodes.map(node => (node.id === group ? { ...node, data: { ...node.data, selected: layer } } : node))

export function flowEdges({ links }: Folded, { ways }: Layout): ShapeFlowEdge[] {
  const others = company(links)
  return links.map(({ id, from, to, blob, shape }) => {
    const way = ways[id] ?? []
    return {
      id,
      type: 'shape',
      source: from,
      target: to,
      data: {
        path: curve(way),
        label: labelPlace(way, others.get(id) ?? { leaving: 1, arriving: 1 }),
        shape: shape === null ? '?' : shape.length === 0 ? '1' : shape.join('×'),
        blob,
      },
    }
  })
}
