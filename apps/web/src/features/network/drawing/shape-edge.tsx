import { BaseEdge, type Edge, type EdgeProps, useStore } from '@xyflow/react'
import { memo } from 'react'
import classes from './drawing.module.css'
import type { Point } from './layout'

export type ShapeFlowEdge = Edge<{ path: string; label: Point; shape: string; blob: string }, 'shape'>

/** Shapes are left out where they could not be read. */
const isFar = ({ transform }: { transform: readonly number[] }) => (transform[2] ?? 1) < 0.45

/** A blob on its way, with its shape. */
export const ShapeEdge = memo(({ id, data }: EdgeProps<ShapeFlowEdge>) => {
  const far = useStore(isFar)
  if (!data) return null
  return (
    <>
      <BaseEdge id={id} path={data.path} className={classes.edge} interactionWidth={0} />
      {!far && (
        <text x={data.label.x} y={data.label.y} className={classes.shape}>
          <title>{data.blob}</title>
          {data.shape}
        </text>
      )}
    </>
  )
})
ShapeEdge.displayName = 'ShapeEdge'
