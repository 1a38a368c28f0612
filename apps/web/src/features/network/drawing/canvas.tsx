import '@xyflow/react/dist/base.css'
import { MiniMap, ReactFlow, useReactFlow } from '@xyflow/react'
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo } from 'react'
import classes from './drawing.module.css'
import type { Folded } from './fold'
import { kindOf } from './layer-kinds'
import { type LayerFlowNode, LayerNode } from './layer-node'
import type { Layout } from './layout'
import { ShapeEdge } from './shape-edge'
import { heightOf, NODE_WIDTH } from './sizes'
import { flowEdges, flowNodes, withSelected } from './to-flow'
import { firstView, type Size, viewWith } from './view'
import { type Step, walk } from './walk'

const NODE_TYPES = { layer: LayerNode }
const EDGE_TYPES = { shape: ShapeEdge }
const STEPS: Record<string, Step> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
}
/** From so many on one loses one's way without a map. */
const LARGE = 40
const MOVE_MS = 160

interface Props {
  folded: Folded
  layout: Layout
  size: Size
  selected: string | undefined
  onSelect: (layer: string) => void
  /** Asked for its text. */
  onEnter: ((layer: string) => void) | undefined
  describedBy: string
}

/** The drawing itself, to be moved, walked through and looked at closely. */
export function Canvas({ folded, layout, size, selected, onSelect, onEnter, describedBy }: Props) {
  const flow = useReactFlow()
  const group = selected === undefined ? undefined : folded.groupOf.get(selected)
  const nodes = useMemo(() => flowNodes(folded, layout), [folded, layout])
  const shown = useMemo(() => withSelected(nodes, group, selected), [nodes, group, selected])
  const edges = useMemo(() => flowEdges(folded, layout), [folded, layout])

  useEffect(() => {
    const box = folded.groups.find(({ id }) => id === group)
    const place = box && layout.places[box.id]
    const next = place && viewWith(flow.getViewport(), place, { width: NODE_WIDTH, height: heightOf(box) }, size)
    if (next) void flow.setViewport(next, { duration: MOVE_MS })
  }, [flow, folded, layout, group, size])

  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = STEPS[event.key]
    const next = step && walk(folded, layout, group, step)
    if (next) onSelect(next)
    else if (event.key === 'Enter' && selected !== undefined) onEnter?.(selected)
    else if (event.key === '+') void flow.zoomIn({ duration: MOVE_MS })
    else if (event.key === '-') void flow.zoomOut({ duration: MOVE_MS })
    else if (event.key === '0') void flow.fitView({ duration: MOVE_MS })
    else return
    event.preventDefault()
  }
  const click = ({ target }: MouseEvent, node: LayerFlowNode) => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-layer]') : null
    onSelect(row?.dataset['layer'] ?? node.id)
  }
  return (
    <ReactFlow
      className={classes.flow ?? ''}
      nodes={shown}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      defaultViewport={firstView(layout, size)}
      minZoom={0.005}
      maxZoom={2}
      onlyRenderVisibleElements
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      zoomOnDoubleClick={false}
      panOnScroll
      zoomActivationKeyCode="Control"
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      panActivationKeyCode={null}
      disableKeyboardA11y
      onNodeClick={click}
      tabIndex={0}
      aria-label="Drawing of the network"
      aria-describedby={describedBy}
      onKeyDown={press}
    >
      {nodes.length > LARGE && (
        <MiniMap
          className={classes.map ?? ''}
          nodeClassName={node => `${classes.mapNode} ${classes[kindOf((node as LayerFlowNode).data.group.node.type)]}`}
          pannable
          zoomable
          ariaLabel="Map of the whole network"
        />
      )}
    </ReactFlow>
  )
}
