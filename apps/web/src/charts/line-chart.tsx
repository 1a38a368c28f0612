'use client'

import 'uplot/dist/uPlot.min.css'
import { useComputedColorScheme } from '@mantine/core'
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import classes from './line-chart.module.css'
import { type Baseline, drawBaselines, drawMarks, type Mark } from './marks'

export interface Line {
  label: string
  /** A custom property of CSS, so that both colour schemes have their own. */
  color: string
  width?: number
  hasPoints?: boolean
  dash?: number[]
}

interface Props {
  label: string
  lines: Line[]
  data: (number | null)[][]
  height: number
  xRange: [number, number]
  yRange: [number, number]
  format: (value: number) => string
  formatX?: (value: number) => string
  /** The lowest of stacked charts carries the axis of all. */
  hasXAxis?: boolean
  marks?: Mark[]
  baselines?: Baseline[]
  /** Charts of one key share the cursor. */
  syncKey?: string
  onCursor?: (x: number | undefined) => void
}

const AXIS_WIDTH = 60
const color = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

function options(props: Props, width: number, live: { current: Props }): uPlot.Options {
  const grid = { stroke: color('--fv-line'), width: 1 }
  const text = { stroke: color('--fv-text-2'), font: '11px system-ui, sans-serif', ticks: { show: false } }
  const { lines, height, format, formatX, hasXAxis, syncKey } = props
  return {
    width,
    height: height + (hasXAxis ? 24 : 6),
    padding: [8, 14, hasXAxis ? 0 : 6, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { size: 6 },
      ...(syncKey ? { sync: { key: syncKey } } : {}),
    },
    scales: {
      x: { time: false, range: () => live.current.xRange },
      y: { range: () => live.current.yRange },
    },
    axes: [
      {
        ...text,
        grid: { show: false },
        show: hasXAxis ?? false,
        size: 24,
        gap: 4,
        values: (_, ticks) => ticks.map(tick => formatX?.(tick) ?? String(tick)),
      },
      { ...text, grid, size: AXIS_WIDTH, gap: 8, space: 34, values: (_, ticks) => ticks.map(format) },
    ],
    series: [
      {},
      ...lines.map(line => ({
        label: line.label,
        stroke: color(line.color),
        width: line.width ?? 1.5,
        spanGaps: true,
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
        },
      ],
    },
  }
}

/** A canvas chart that takes new values without being made anew. */
export function LineChart(props: Props) {
  const place = useRef<HTMLDivElement>(null)
  const { ref: measure, width } = useElementSize<HTMLDivElement>()
  const plot = useRef<uPlot>(undefined)
  const live = useRef(props)
  live.current = props
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: true })
  const { data, xRange, yRange, marks, baselines, lines, height } = props
  const shape = JSON.stringify([lines, height, props.hasXAxis])

  useEffect(() => {
    if (!place.current || width === 0) return
    const made = new uPlot(options(live.current, width, live), live.current.data as uPlot.AlignedData, place.current)
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
    <div
      ref={useMergedRef(place, measure)}
      className={classes.chart}
      style={{ height: height + (props.hasXAxis ? 24 : 6) }}
      role="img"
      aria-label={props.label}
    />
  )
}
