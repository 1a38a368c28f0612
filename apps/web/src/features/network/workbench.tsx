'use client'

import type { Fault } from '@fovea/netspec'
import { useRef, useState } from 'react'
import type { Check } from './check'
import { DrawingPane } from './drawing/drawing-pane'
import { Faults } from './faults'
import { isInText, layerAt } from './layer-at'
import { type Place, TextPane, type TextPaneHandle } from './text/text-pane'
import classes from './workbench.module.css'

interface Props {
  label: string
  text: string
  /** Absent: the network is only looked at. */
  onText?: (text: string) => void
  /** Undefined for no text. */
  check: Check | undefined
}

const NONE: readonly Fault[] = []

/** What is this network, and what is wrong with it? Text left, drawing right, faults below: the same layer selected in all three. */
export function Workbench({ label, text, onText, check }: Props) {
  const editor = useRef<TextPaneHandle>(null)
  const [selected, setSelected] = useState<string>()
  const drawing = check?.drawing
  const node = drawing?.nodes.find(({ id }) => id === selected)

  const follow = (layer: Place | undefined) => setSelected(layer && drawing && layerAt(drawing, layer)?.id)
  const choose = (id: string) => {
    setSelected(id)
    const chosen = drawing?.nodes.find(one => one.id === id)
    if (drawing && chosen && isInText(drawing, chosen)) editor.current?.selectLayer(chosen)
  }
  return (
    <div className={classes.workbench}>
      <div className={classes.panes}>
        <TextPane
          ref={editor}
          label={label}
          text={text}
          onText={onText}
          faults={check?.faults ?? NONE}
          onCursor={follow}
          className={classes.text}
        />
        <section className={classes.drawing} aria-label="Visualize">
          {drawing ? (
            <DrawingPane
              drawing={drawing}
              selected={selected}
              onSelect={choose}
              onEnter={() => editor.current?.focus()}
            />
          ) : (
            <p className={classes.nothing}>The network is drawn here as soon as there is one.</p>
          )}
        </section>
      </div>
      {check && <Faults faults={check.faults} layer={node?.name} onGo={fault => editor.current?.goTo(fault)} />}
    </div>
  )
}
