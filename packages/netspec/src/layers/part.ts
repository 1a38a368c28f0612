import type { OnnxScope } from '../layer.ts'

/** Writes the node that takes [start, end) along each of some axes, the batch being axis 0. */
export function part(
  { node, constant }: Pick<OnnxScope, 'node' | 'constant'>,
  input: string,
  spans: readonly { readonly axis: number; readonly start: number; readonly end: number }[],
  output: string | undefined,
): void {
  const [starts, ends, axes] = [
    spans.map(({ start }) => start),
    spans.map(({ end }) => end),
    spans.map(({ axis }) => axis),
  ].map(ints => constant({ ints }))
  node('Slice', [input, starts ?? '', ends ?? '', axes ?? ''], {}, output)
}
