'use client'

import type { Drawing } from '@fovea/netspec'
import { useState } from 'react'
import { DrawingPane } from './drawing/drawing-pane'
import classes from './network-drawing.module.css'

/** The drawing alone, small, beside what a network is chosen from. */
export function NetworkDrawing({ drawing }: { drawing: Drawing }) {
  const [selected, setSelected] = useState<string>()
  return (
    <section className={classes.frame} aria-label="Visualize">
      <DrawingPane drawing={drawing} selected={selected} onSelect={setSelected} />
    </section>
  )
}
