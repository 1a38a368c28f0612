import type { Folded, Group } from './fold'
import { settingsOf } from './settings-words'

/** Pixels; the style sheet of a node has the same. */
export const NODE_WIDTH = 240
const HEAD = 24
const LINE = 17
const ROW = 20
const PADDING = 12

export interface Box {
  readonly id: string
  readonly width: number
  readonly height: number
}

/** What the layout is computed from: as long as it stays the same, so does every place. */
export interface LayoutInput {
  readonly boxes: readonly Box[]
  readonly links: readonly { readonly id: string; readonly from: string; readonly to: string }[]
}

export function heightOf({ node, folded, readsLabel }: Group): number {
  const lines = [settingsOf(node) !== '', readsLabel].filter(Boolean).length
  return PADDING + HEAD + (1 + lines) * LINE + folded.length * ROW
}

export const layoutInput = ({ groups, links }: Folded): LayoutInput => ({
  boxes: groups.map(group => ({ id: group.id, width: NODE_WIDTH, height: heightOf(group) })),
  links: links.map(({ id, from, to }) => ({ id, from, to })),
})
