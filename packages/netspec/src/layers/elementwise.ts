import { elements, type Shape } from '../layer.ts'

/** The shape rule of a layer that changes values alone. */
export const sameShape = ([input = []]: readonly Shape[]): readonly Shape[] => [input]

/** Counts so many operations a value. */
export function each(operations: number): (inputs: readonly Shape[]) => number {
  return ([input = []]) => operations * elements(input)
}
