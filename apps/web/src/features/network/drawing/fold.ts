import type { Drawing, DrawingEdge, DrawingNode, Phase } from '@fovea/netspec'

/** What is drawn as one: a layer with those that write over its blob. */
export interface Group {
  readonly id: string
  readonly node: DrawingNode
  readonly folded: readonly DrawingNode[]
  /** It reads the labels of the images: said at it, since an edge to each loss and accuracy would cross the whole drawing. */
  readonly readsLabel: boolean
}

export interface Link {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly blob: string
  readonly shape: readonly number[] | null
}

export interface Folded {
  readonly groups: readonly Group[]
  readonly links: readonly Link[]
  /** Of each layer that takes part in the phase, the group in which it is drawn. */
  readonly groupOf: ReadonlyMap<string, string>
}

const LABEL = 'label'

/** One phase of a network as it is drawn. An in-place layer is folded into its blob's node, unless somebody reads the blob as it was before. */
export function fold({ nodes, edges }: Drawing, phase: Phase): Folded {
  const here = edges.filter(({ phases }) => phases.includes(phase))
  const isLabel = ({ id, type }: DrawingNode) => id === LABEL && type === 'Input'
  const labelled = new Set(here.filter(({ from }) => from === LABEL).map(({ to }) => to))
  const shown = nodes.filter(node => node.phases.includes(phase) && !isLabel(node))
  const incoming = by(here, ({ to }) => to)
  const outgoing = by(here, ({ from }) => from)
  const isInput = new Set(shown.filter(({ type }) => type === 'Input').map(({ id }) => id))

  const groupOf = new Map<string, string>()
  const folded = new Map<string, DrawingNode[]>()
  for (const node of shown) {
    const [edge, ...others] = incoming.get(node.id) ?? []
    const readers = edge ? (outgoing.get(edge.from) ?? []).filter(({ blob }) => blob === edge.blob) : []
    const group = edge && groupOf.get(edge.from)
    if (node.isInPlace && group && others.length === 0 && readers.length === 1 && !isInput.has(group)) {
      groupOf.set(node.id, group)
      folded.get(group)?.push(node)
    } else {
      groupOf.set(node.id, node.id)
      folded.set(node.id, [])
    }
  }
  return {
    groups: shown
      .filter(({ id }) => folded.has(id))
      .map(node => ({ id: node.id, node, folded: folded.get(node.id) ?? [], readsLabel: labelled.has(node.id) })),
    links: links(here, groupOf),
    groupOf,
  }
}

function links(edges: readonly DrawingEdge[], groupOf: ReadonlyMap<string, string>): Link[] {
  const found = new Map<string, Link>()
  for (const { from, to, blob, shape } of edges) {
    const [source, target] = [groupOf.get(from), groupOf.get(to)]
    if (source === undefined || target === undefined || source === target) continue
    const id = JSON.stringify([source, target, blob])
    found.set(id, { id, from: source, to: target, blob: blob.replace(/@.*/s, ''), shape })
  }
  return [...found.values()]
}

function by<T>(list: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const group = groups.get(key(one))
    if (group) group.push(one)
    else groups.set(key(one), [one])
  }
  return groups
}
