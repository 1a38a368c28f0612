import type { Folded } from './fold'

/** What is drawn of it: where it stands in the text is not. */
const look = (value: object): string =>
  JSON.stringify(value, (key, part) => (key === 'line' || key === 'column' ? undefined : part))

/** Whatever looks as it did before is the very object of before, so that only what has changed is drawn anew; at best all of it. */
export function keep(next: Folded, before: Folded | undefined): Folded {
  if (before === undefined) return next
  const groups = kept(next.groups, before.groups)
  const links = kept(next.links, before.links)
  if (groups === before.groups && links === before.links) return before
  return { groups, links, groupOf: next.groupOf }
}

function kept<T extends { readonly id: string }>(next: readonly T[], before: readonly T[]): readonly T[] {
  const known = new Map(before.map(one => [one.id, one]))
  const list = next.map(one => {
    const twin = known.get(one.id)
    return twin !== undefined && look(twin) === look(one) ? twin : one
  })
  return list.length === before.length && list.every((one, i) => one === before[i]) ? before : list
}
