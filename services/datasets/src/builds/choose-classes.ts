import { byCodeUnits } from './split.js'

/** What a recipe says about classes: none chosen means all. */
export interface ClassChoice {
  chosen: string[]
  merged: { name: string; from: string[] }[]
}

/** A class of a dataset: its name, and the classes of the source (by number) that make it up. */
export interface ChosenClass {
  name: string
  labels: number[]
}

export interface ChoiceFault {
  code: string
  message: string
  remedy: string
  names: string[]
}

const fault = (code: string, message: string, remedy: string, names: string[] = []): ChoiceFault => ({
  code,
  message,
  remedy,
  names,
})

/** The classes of a dataset in the order of the source; a merged one stands where the first of its parts stood. */
export function chooseClasses(all: string[], { chosen, merged }: ClassChoice): ChosenClass[] | ChoiceFault {
  const known = new Set(all)
  const missing = [...chosen, ...merged.flatMap(({ from }) => from)].filter(name => !known.has(name))
  if (missing.length > 0) {
    const classes = `Its classes are ${[...all].sort(byCodeUnits).slice(0, 20).join(', ')}${all.length > 20 ? ' …' : ''}.`
    return fault(
      'unknown-class',
      `The source has no class ${missing.map(name => `"${name}"`).join(', ')}.`,
      classes,
      missing,
    )
  }
  const target = new Map<string, string>()
  for (const { name, from } of merged) {
    if (name.trim() === '' || from.length === 0) {
      return fault('bad-merge', 'A merged class needs a name and at least one class.', 'Write it as new=first+second.')
    }
    for (const part of from) {
      if (target.has(part)) return fault('bad-merge', `The class "${part}" is merged twice.`, 'Name it once.', [part])
      target.set(part, name)
    }
  }
  const isKept = (name: string) => chosen.length === 0 || chosen.includes(name) || target.has(name)
  const classes = new Map<string, number[]>()
  for (const [label, name] of all.entries()) {
    if (!isKept(name)) continue
    const own = target.get(name) ?? name
    classes.set(own, [...(classes.get(own) ?? []), label])
  }
  if (classes.size < 2) {
    const left = [...classes.keys()]
    const message = `A dataset needs at least two classes; this choice leaves ${left.length === 0 ? 'none' : `only "${left[0]}"`}.`
    return fault('one-class', message, 'Keep more classes, or merge fewer.', left)
  }
  return [...classes].map(([name, labels]) => ({ name, labels }))
}
