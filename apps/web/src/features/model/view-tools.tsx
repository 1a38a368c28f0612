import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { epoch } from '../../lib/format'
import { clampZoom, SPANS, type View } from './view'
import classes from './view-tools.module.css'

interface Props {
  view: View
  onChange: (part: Partial<View>) => void
  epochs: number
  isTable: boolean
  onTable: (isTable: boolean) => void
}

const spanWords = (step: number) =>
  step === 0 ? 'off' : `over ${SPANS[step]} ${SPANS[step] === 1 ? 'epoch' : 'epochs'}`
const round = (value: number) => Number(value.toFixed(2))

/** How the charts are looked at: the same by the keyboard as by dragging in them. */
export function ViewTools({ view, onChange, epochs, isTable, onTable }: Props) {
  const [from, to] = view.zoom ?? [0, epochs]
  const zoom = (range: [number, number]) => onChange({ zoom: clampZoom(range, epochs) })
  return (
    <div className={classes.tools}>
      {!isTable && (
        <>
          <span className={classes.group}>
            <span>Epochs</span>
            <EpochInput name="From epoch" min={0} max={to} value={from} onChange={value => zoom([value, to])} />
            <span>to</span>
            <EpochInput name="To epoch" min={from} max={epochs} value={to} onChange={value => zoom([from, value])} />
            {view.zoom && (
              <Button variant="default" size="compact-sm" onClick={() => onChange({ zoom: undefined })}>
                All {epoch(epochs)}
              </Button>
            )}
          </span>
          <label className={classes.group}>
            Smoothing
            <input
              type="range"
              min={0}
              max={SPANS.length - 1}
              step={1}
              value={view.smoothing}
              aria-valuetext={spanWords(view.smoothing)}
              onChange={event => onChange({ smoothing: Number(event.currentTarget.value) })}
            />
            <span className={classes.span}>{spanWords(view.smoothing)}</span>
          </label>
          <Checkbox
            size="xs"
            label="Log scale of loss"
            checked={view.isLog}
            onChange={event => onChange({ isLog: event.currentTarget.checked })}
          />
        </>
      )}
      <Button variant="subtle" color="gray" size="compact-sm" ml="auto" onClick={() => onTable(!isTable)}>
        {isTable ? 'Show charts' : 'Show as a table'}
      </Button>
    </div>
  )
}

interface EpochProps {
  name: string
  min: number
  max: number
  value: number
  onChange: (value: number) => void
}

/** Holds what is being typed until it is left: half a number is no zoom yet. */
function EpochInput({ name, min, max, value, onChange }: EpochProps) {
  const [typed, setTyped] = useState<string>()
  const type = ({ value, valueAsNumber }: HTMLInputElement) => {
    setTyped(value)
    if (valueAsNumber >= min && valueAsNumber <= max) onChange(valueAsNumber)
  }
  return (
    <TextInput
      type="number"
      aria-label={name}
      size="xs"
      w={76}
      min={round(min)}
      max={round(max)}
      step="any"
      value={typed ?? round(value)}
      onChange={event => type(event.currentTarget)}
      onBlur={() => setTyped(undefined)}
    />
  )
}
