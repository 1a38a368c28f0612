import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import classes from './split-bar.module.css'

interface Props {
  val: number
  test: number
  /** Splits that the source brings itself: nothing is dealt into them. */
  given: { val: boolean; test: boolean }
  error: string | undefined
  onChange: (split: { val: number; test: number }) => void
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, Math.round(value)))

/** Train, validation and test as one bar; its two edges are dragged, or moved by arrows. */
export function SplitBar({ given, error, onChange, ...typed }: Props) {
  const bar = useRef<HTMLDivElement>(null)
  const val = given.val ? 0 : typed.val
  const test = given.test ? 0 : typed.test
  const train = 100 - val - test

  /** The edge between train and validation stands at `train`, the other at `train + val`. */
  const moveFirst = (at: number) => onChange({ val: 100 - test - clamp(at, 1, 100 - test), test: typed.test })
  const moveSecond = (at: number) => {
    const next = 100 - clamp(at, given.val ? 1 : train, 100)
    onChange({ val: given.val ? typed.val : 100 - train - next, test: next })
  }

  const drag = (move: (at: number) => void) => (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = bar.current?.getBoundingClientRect() ?? { left: 0, width: 1 }
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    move(((event.clientX - left) / width) * 100)
  }

  const step = (at: number, move: (at: number) => void) => (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    move(at + by)
  }

  const edge = (label: string, at: number, move: (at: number) => void) => (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={at}
      className={classes.edge}
      style={{ left: `${at}%` }}
      onPointerDown={drag(move)}
      onPointerMove={drag(move)}
      onKeyDown={step(at, move)}
    />
  )

  return (
    <div>
      <p className={classes.label}>Split</p>
      <div className={classes.bar} ref={bar}>
        <div className={classes.train} style={{ width: `${train}%` }} />
        <div className={classes.val} style={{ width: `${val}%` }} />
        <div className={classes.test} style={{ width: `${test}%` }} />
        {!given.val && edge('Percent for training', train, moveFirst)}
        {!given.test && edge('Percent for training and validation', train + val, moveSecond)}
      </div>
      <p className={classes.words}>
        <span data-split="train">{train} % training</span>
        <span data-split="val">{given.val ? 'validation of its own' : `${val} % validation`}</span>
        <span data-split="test">{given.test ? 'test of its own' : `${test} % test`}</span>
      </p>
      {error && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
