import type { Folded, Group, Link } from './fold'
import type { LayerFlowNode } from './layer-node'
import type { Layout } from './layout'
import type { ShapeFlowEdge } from './shape-edge'
import { heightOf, NODE_WIDTH } from './sizes'
import { company, curve, labelPlace } from './way'

/** What was made last of a group or link, which is taken again while it comes to the same place. */
const madeNodes = new WeakMap<Group, LayerFlowNode>()
const madeEdges = new WeakMap<Link, ShapeFlowEdge>()

export function flowNodes({ groups }: Folded, { places }: Layout): LayerFlowNode[] {
  return groups.map(group => {
    const position = places[group.id] ?? { x: 0, y: 0 }
    const made = madeNodes.get(group)
    if (made && made.position.x === position.x && made.position.y === position.y) return made
    const node: LayerFlowNode = {
      id: group.id,
      type: 'layer',
      position,
      width: NODE_WIDTH,
      height: heightOf(group),
      data: { group, selected: undefined },
    }
    madeNodes.set(group, node)
    return node
  })
}

/** All but the node that is looked at stay the objects that they are, so that it alone is drawn anew. */
export const withSelected = (nodes: LayerFlowNode[], group: string | undefined, layer: string | undefined) =>
  nodes.map(node => (node.id === group ? { ...node, data: { ...node.data, selected: layer } } : node))

export function flowEdges({ links }: Folded, { ways }: Layout): ShapeFlowEdge[] {
  const others = company(links)
  return links.map(link => {
    const { id, from, to, blob, shape } = link
    const way = ways[id] ?? []
    const path = curve(way)
    const label = labelPlace(way, others.get(id) ?? { leaving: 1, arriving: 1 })
    const made = madeEdges.get(link)
    if (made?.data?.path === path && made.data.label.x === label.x && made.data.label.y === label.y) return made
    const edge: ShapeFlowEdge = {
      id,
      type: 'shape',
      source: from,
      target: to,
      data: { path, label, shape: shape === null ? '?' : shape.length === 0 ? '1' : shape.join('×'), blob },
    }
    madeEdges.set(link, edge)
    return edge
  })
}
