import type { Weight } from './weigh.js'

/** What one document may ask for. The console's heaviest stay below half of each. */
export const LIMITS = { depth: 12, aliases: 30, cost: 10_000 } as const

/** Words, names and signs of a document; more are not even read. */
export const MOST_TOKENS = 2_000
/** Documents that one socket may have open. */
export const MOST_OPEN = 100

/** Fields that cost more than what they answer: a preview reads nine images and draws each in four ways. */
export const HEAVY: Record<string, number> = { 'Project.previewSource': 2_000 }

export interface TooMuch {
  code: 'too-deep' | 'too-many-aliases' | 'too-costly'
  message: string
  hint: string
}

const number = (value: number) => Math.ceil(value).toLocaleString('en')

/** The first limit that a document exceeds; undefined when it may be answered. */
export function tooMuch({ depth, aliases, cost }: Weight): TooMuch | undefined {
  if (depth > LIMITS.depth)
    return {
      code: 'too-deep',
      message: `This document nests ${number(depth)} fields; ${number(LIMITS.depth)} are allowed.`,
      hint: 'Ask for the inner rows by their ids in a second document.',
    }
  if (aliases > LIMITS.aliases)
    return {
      code: 'too-many-aliases',
      message: `This document has ${number(aliases)} aliases; ${number(LIMITS.aliases)} are allowed.`,
      hint: 'Ask in several documents, or for a list in place of single rows.',
    }
  if (cost > LIMITS.cost)
    return {
      code: 'too-costly',
      message: `This document may read ${number(cost)} objects; ${number(LIMITS.cost)} are allowed.`,
      hint: 'Ask for smaller pages (`first`), fewer values (`maxValues`), or fewer lists inside lists.',
    }
  return undefined
}
