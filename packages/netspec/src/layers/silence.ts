import { defineLayer } from '../layer.ts'

/** Takes blobs that nobody reads; Caffe would print them. Nothing depends on it, so it is never exported. */
export const silence = defineLayer({
  type: 'Silence',
  bottoms: [1, 1_000],
  tops: 0,
  shapes: () => [],
})
