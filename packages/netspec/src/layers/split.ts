import { defineLayer } from '../layer.ts'

/** The same blob under several names; the gradients of all of them are added. */
export const split = defineLayer({
  type: 'Split',
  bottoms: 1,
  tops: [1, 1_000],
  shapes: ([input = []], _attributes, { tops }) => Array.from({ length: tops }, () => input),
  onnx({ inputs, outputs, node }) {
    for (const output of outputs) node('Identity', inputs, {}, output)
  },
})
