import type { LayoutInput } from './sizes'

/** A stretch between two nodes past which no link leads; the node at its end begins the next. */
export type Segment = LayoutInput

/**
 * A network is a chain of blocks, each laid out for itself: what a layout costs then grows with the blocks and not with the whole.
 * Boxes stand in the order of the text, so every link leads to a later one.
 */
export function segments({ boxes, links }: LayoutInput): Segment[] {
  const index = new Map(boxes.map(({ id }, i) => [id, i]))
  const at = (id: string) => index.get(id) ?? 0
  const leaving = new Map<number, LayoutInput['links'][number][]>()
  for (const link of links) leaving.set(at(link.from), [...(leaving.get(at(link.from)) ?? []), link])

  const found: Segment[] = []
  let begin = 0
  let farthest = 0
  let inside: LayoutInput['links'][number][] = []
  for (let i = 0; i < boxes.length; i += 1) {
    // Everything before has come together in this one.
    if (i > begin && farthest === i) {
      found.push({ boxes: boxes.slice(begin, i + 1), links: inside })
      begin = i
      inside = []
    }
    for (const link of leaving.get(i) ?? []) {
      inside.push(link)
      farthest = Math.max(farthest, at(link.to))
    }
  }
  if (begin < boxes.length - 1 || found.length === 0) found.push({ boxes: boxes.slice(begin), links: inside })
  return found
}
