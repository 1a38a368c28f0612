import type { Folded } from './fold'
import type { Layout } from './layout'

export type Step = 'up' | 'down' | 'left' | 'right' | 'first' | 'last'

/** Where a key leads: along a link up and down, to the nearest beside it left and right; it stays where there is nothing. */
export function walk(
  { groups, links }: Folded,
  { places }: Layout,
  from: string | undefined,
  step: Step,
): string | undefined {
  const first = groups[0]?.id
  const here = from === undefined ? undefined : places[from]
  if (step === 'last') return groups.at(-1)?.id
  if (step === 'first' || from === undefined || !here) return first
  const at = (id: string) => places[id] ?? here
  const nearest = (ids: string[]) =>
    ids.reduce<string | undefined>(
      (best, id) => (best !== undefined && Math.abs(at(best).x - here.x) <= Math.abs(at(id).x - here.x) ? best : id),
      undefined,
    )
  if (step === 'down') return nearest(links.filter(link => link.from === from).map(({ to }) => to)) ?? from
  if (step === 'up') return nearest(links.filter(link => link.to === from).map(({ from: source }) => source)) ?? from
  const beside = groups
    .map(({ id }) => id)
    .filter(id => id !== from && isBeside(at(id).y, here.y) && at(id).x < here.x === (step === 'left'))
  return nearest(beside) ?? from
}

/** On about the same height: ranks are centred, and nodes of one differ in height. */
const isBeside = (y: number, other: number) => Math.abs(y - other) < 40
