import { layout } from './layout'
import type { LayoutInput } from './sizes'

/** A large network takes a second to be laid out, in which the page has to answer. */
addEventListener('message', ({ data: { key, input } }: MessageEvent<{ key: string; input: LayoutInput }>) => {
  postMessage({ key, layout: layout(input) })
})
