'use client'

import './known-language'
import 'uplot/dist/uPlot.min.css'
import { useComputedColorScheme } from '@mantine/core'
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import uPlot from 'uplot'
import classes from './line-chart.module.css'
import { type Baseline, choiceAt, drawBaselines, drawMarks, type Mark } from './marks'

export interface Line {
  label: string
  /** A custom property of CSS, so that both colour schemes have their own. */
  color: string
  width?: number
  hasPoints?: boolean
  dash?: number[]
  /** 0 to 1: faint behind another. */
  alpha?: number
}

export interface ChartProps {
  label: string
  lines: Line[]
  data: (number | null)[][]
  height: number
  xRange: [number, number]
  yRange: [number, number]
  format: (value: number) => string
  /** The lowest of stacked charts carries the axis of all. */
  hasXAxis?: boolean
  marks?: Mark[]
  baselines?: Baseline[]
  /** Charts of one key share the cursor. */
  syncKey?: string
  onCursor?: (x: number | undefined) => void
  /** Powers of ten. */
  isLog?: boolean
  /** A stretch that was dragged over. */
  onZoom?: (range: [number, number]) => void
  /** A double click. */
  onReset?: () => void
  onChoose?: (id: string) => void
}

const AXIS_WIDTH = 60
/** Shorter drags are clicks. */
const DRAG_PX = 6
const color = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

interface Tip {
  left: number
  text: string
}

function options(
  props: ChartProps,
  width: number,
  live: { current: ChartProps },
  setTip: (tip: Tip | undefined) => void,
): uPlot.Options {
  const grid = { stroke: color('--fv-line'), width: 1 }
  const text = { stroke: color('--fv-text-2'), font: '11px system-ui, sans-serif', ticks: { show: false } }
  const { lines, height, format, hasXAxis, syncKey, isLog, onZoom } = props
  return {
    width,
    height: height + (hasXAxis ? 24 : 6),
    // Right: half of the last label, which may have five digits.
    padding: [8, 20, hasXAxis ? 0 : 6, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: onZoom !== undefined, y: false, setScale: false, dist: DRAG_PX },
      bind: {
        dblclick: () => () => {
          live.current.onReset?.()
          return null
        },
      },
      points: { size: 6 },
      ...(syncKey ? { sync: { key: syncKey } } : {}),
    },
    scales: {
      x: { time: false, range: () => live.current.xRange },
      y: { range: () => live.current.yRange, distr: isLog ? 3 : 1 },
    },
    axes: [
      {
        ...text,
        grid: { show: false },
        show: hasXAxis ?? false,
        size: 24,
        gap: 4,
        values: (_, ticks) => ticks.map(String),
      },
      {
        ...text,
        grid,
        size: AXIS_WIDTH,
        gap: 8,
        space: 34,
        values: (_, ticks) => ticks.map(tick => (tick === null ? '' : format(tick))),
      },
    ],
    series: [
      {},
      ...lines.map(line => ({
        label: line.label,
        stroke: color(line.color),
        width: line.width ?? 1.5,
        spanGaps: true,
        alpha: line.alpha ?? 1,
        ...(line.dash ? { dash: line.dash } : {}),
        points: { show: line.hasPoints ?? false, size: 5, fill: color(line.color), stroke: color(line.color) },
      })),
    ],
    hooks: {
      drawAxes: [plot => drawBaselines(plot, live.current.baselines ?? [], color)],
      draw: [plot => drawMarks(plot, live.current.marks ?? [], color)],
      setCursor: [
        plot => {
          const at = plot.cursor.left ?? -1
          live.current.onCursor?.(at < 0 ? undefined : plot.posToVal(at, 'x'))
          const near = at < 0 ? undefined : choiceAt(plot, at, live.current.marks ?? [])
          plot.over.style.cursor = near ? 'pointer' : 'crosshair'
          setTip(near && { left: near.left + plot.over.offsetLeft, text: near.choice.hint })
        },
      ],
      setSelect: [
        plot => {
          const { left, width } = plot.select
          if (width < DRAG_PX) return
          plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false)
          live.current.onZoom?.([plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x')])
        },
      ],
      ready: [
        plot =>
          plot.over.addEventListener('click', () => {
            const near = choiceAt(plot, plot.cursor.left ?? -99, live.current.marks ?? [])
            if (near) live.current.onChoose?.(near.choice.id)
          }),
      ],
    },
  }
}

/** A canvas chart that takes new values without being made anew. */
export function CanvasChart(props: ChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const { ref: measure, width } = useElementSize<HTMLDivElement>()
  const plot = useRef<uPlot>(undefined)
  const [tip, setTip] = useState<Tip>()
  const live = useRef(props)
  live.current = props
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: true })
  const { data, xRange, yRange, marks, baselines, lines, height } = props
  const shape = JSON.stringify([lines, height, props.hasXAxis, props.isLog])

  useEffect(() => {
    if (!place.current || width === 0) return
    const made = new uPlot(
      options(live.current, width, live, setTip),
      live.current.data as uPlot.AlignedData,
      place.current,
    )
    plot.current = made
    return () => {
      made.destroy()
      plot.current = undefined
    }
  }, [width > 0, shape, scheme])

  useEffect(() => {
    const chart = plot.current
    if (chart && width > 0 && chart.width !== width) chart.setSize({ width, height: chart.height })
  }, [width])

  useEffect(() => {
    plot.current?.setData(data as uPlot.AlignedData)
  }, [data, ...xRange, ...yRange, JSON.stringify(marks), JSON.stringify(baselines)])

  return (
    <div className={classes.frame}>
      <div
        ref={useMergedRef(place, measure)}
        className={classes.chart}
        style={{ height: height + (props.hasXAxis ? 24 : 6) }}
        role="img"
        aria-label={props.label}
      />
      {tip && (
        <span className={classes.tip} style={{ left: tip.left }} data-flip={tip.left > width * 0.7 || undefined}>
          {tip.text}
        </span>
      )}
    </div>
  )
}
