/** Bounds that keep a hostile text from costing time or memory. */
export const limits = {
  characters: 1 << 20,
  tokens: 200_000,
  depth: 32,
  layers: 2_000,
  faults: 100,
  /** Bottoms or tops of one layer; one more is read, so that the excess is told. */
  blobs: 1_000,
  /** Names compared with a misspelt one. */
  candidates: 200,
  nameLength: 200,
  /** Side of an image, and of a map inside the network. */
  side: 65_536,
  classes: 1_000_000,
  /** Elements of one blob for one image, or of one parameter. */
  elements: 2 ** 31 - 1,
} as const
