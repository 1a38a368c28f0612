/** One thing that a solver must meet, with what is said where it does not. */
export interface Rule {
  /** As the API names it, below `solver`. */
  field: string
  isMet: boolean
  message: string
  remedy: string
}

export const within = (value: number, least: number, most: number) => value >= least && value <= most
export const isInteger = (value: number, least: number, most: number) =>
  Number.isInteger(value) && within(value, least, most)
