import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { type FocusEvent, useLayoutEffect, useRef, useState } from 'react'

/** Tables of more rows draw only those near the window. */
const MANY = 100
/** Drawn beyond the window's edges, so that the next row is there before an arrow or a wheel comes to it. */
const BEYOND = 15

export interface DrawnRow {
  index: number
  /** Pixels of rows that are not drawn, between the one before and this. */
  gap: number
}

/**
 * Which of `count` rows of `heights` (pixels, before they are measured) are drawn. The first one, where Tab enters, and the focused one with its
 * neighbours always are.
 */
export function useVirtualRows(count: number, heightOf: (index: number) => number) {
  const body = useRef<HTMLTableSectionElement>(null)
  const [focused, setFocused] = useState<number>()
  const [top, setTop] = useState(0)
  const isVirtual = count > MANY
  const virtualizer = useWindowVirtualizer({
    count,
    enabled: isVirtual,
    estimateSize: heightOf,
    overscan: BEYOND,
    scrollMargin: top,
    rangeExtractor: range => {
      const near = focused === undefined ? [] : [focused - 1, focused, focused + 1]
      const wanted = new Set([0, ...near.filter(at => at >= 0 && at < count), ...defaultRangeExtractor(range)])
      return [...wanted].sort((a, b) => a - b)
    },
  })
  // Whatever stands above the table may have grown since.
  useLayoutEffect(() => {
    if (isVirtual && body.current) setTop(Math.round(body.current.getBoundingClientRect().top + window.scrollY))
  })

  let end = top
  const drawn: DrawnRow[] = isVirtual
    ? virtualizer.getVirtualItems().map(({ index, start, end: bottom }) => {
        const gap = start - end
        end = bottom
        return { index, gap }
      })
    : Array.from({ length: count }, (_, index) => ({ index, gap: 0 }))
  return {
    drawn,
    /** Pixels of rows that are not drawn, after the last. */
    after: isVirtual ? virtualizer.getTotalSize() + top - end : 0,
    body,
    measure: isVirtual ? virtualizer.measureElement : undefined,
    rowCount: isVirtual ? count : undefined,
    onFocus: ({ target }: FocusEvent) => {
      const row = target.closest<HTMLElement>('tr[data-index]')
      if (row) setFocused(Number(row.dataset['index']))
    },
    onBlur: () => setFocused(undefined),
  }
}
