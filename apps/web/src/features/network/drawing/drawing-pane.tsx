import type { Drawing, Phase } from '@fovea/netspec'
import { SegmentedControl } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { ReactFlowProvider } from '@xyflow/react'
import { useId, useMemo, useRef, useState } from 'react'
import { useSettled } from '../../../lib/use-settled'
import { Canvas } from './canvas'
import { describeLayer } from './describe'
import classes from './drawing.module.css'
import { type Folded, fold } from './fold'
import { keep } from './keep'
import { useLayout } from './use-layout'
import { ZoomButtons } from './zoom-buttons'

const PHASES: { value: Phase; label: string; doing: string }[] = [
  { value: 'train', label: 'Training', doing: 'training' },
  { value: 'test', label: 'Validating', doing: 'validating' },
  { value: 'deploy', label: 'Classifying', doing: 'classifying' },
]
/** Typing goes on without the drawing, which follows when it rests. */
const REST_MS = 180

interface Props {
  drawing: Drawing
  /** The layer that is looked at. */
  selected: string | undefined
  onSelect: (layer: string) => void
  onEnter?: (layer: string) => void
}

/** One phase of a network, drawn: each layer with what it does, costs and has wrong, each edge with the shape that passes. */
export function DrawingPane(props: Props) {
  return (
    <ReactFlowProvider>
      <Pane {...props} />
    </ReactFlowProvider>
  )
}

function Pane({ drawing, selected, onSelect, onEnter }: Props) {
  const [phase, setPhase] = useState<Phase>('train')
  const settled = useSettled(drawing, REST_MS)
  const last = useRef<Folded>(undefined)
  const folded = useMemo(() => {
    last.current = keep(fold(settled, phase), last.current)
    return last.current
  }, [settled, phase])
  const { laid, hasFailed } = useLayout(folded)
  const { ref, width, height } = useElementSize()
  const size = useMemo(() => ({ width, height }), [width, height])
  const [walkedTo, setWalkedTo] = useState<string>()
  const id = useId()
  const layer = selected === undefined ? undefined : settled.nodes.find(node => node.id === selected)
  const isElsewhere = layer !== undefined && !layer.phases.includes(phase) && layer.type !== 'Input'
  const choose = (id: string) => {
    setWalkedTo(id)
    onSelect(id)
  }
  return (
    <div className={classes.pane}>
      <div className={classes.bar}>
        <SegmentedControl
          aria-label="What the network does"
          value={phase}
          onChange={value => setPhase(value as Phase)}
          data={PHASES.map(({ value, label }) => ({ value, label }))}
        />
        {isElsewhere && (
          <span className={classes.elsewhere}>
            {layer.name} takes no part in {PHASES.find(({ value }) => value === phase)?.doing}.
          </span>
        )}
        <ZoomButtons />
      </div>
      <div ref={ref} className={classes.canvas}>
        {laid && width > 0 && folded.groups.length > 0 && (
          <Canvas
            key={phase}
            folded={laid.folded}
            layout={laid.layout}
            size={size}
            selected={selected}
            onSelect={choose}
            onEnter={onEnter}
            describedBy={id}
          />
        )}
        {folded.groups.length === 0 && <p className={classes.nothing}>Nothing takes part in this phase yet.</p>}
        {hasFailed && !laid && <p className={classes.nothing}>The drawing could not be laid out. Reload the page.</p>}
      </div>
      <p id={id} className={classes.unseen}>
        The arrow keys walk from layer to layer, Home and End to the first and the last, Enter goes to its text; plus
        and minus zoom, zero shows all of it.
      </p>
      <p aria-live="polite" className={classes.unseen}>
        {layer && walkedTo === selected && describeLayer(layer)}
      </p>
    </div>
  )
}
