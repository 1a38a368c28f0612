import type { RunFacts } from './run-facts.js'

/** How far an answer elsewhere is the console's, in sentences. */
export function exactness({ manifest: { recipe } }: Pick<RunFacts, 'manifest'>): string[] {
  return [
    'network.onnx and network.py do to a picture what the console does, to the byte, once it is decoded: upright as its EXIF says, what is transparent on white, of 16 bits the high byte, as RGB.',
    'network.py scales with Pillow; 13.0 or later takes the passes of tall pictures in the order that is used here, and earlier versions may differ by one level in some pixels of these.',
    ...(recipe.fastDecoding
      ? [
          'The dataset was built with fast decoding: JPEG files much larger than its images are decoded at a half, a quarter or an eighth of their size, as the console does when it classifies. Here they are decoded in full, as Pillow does, so probabilities of such files differ a little.',
        ]
      : []),
    ...(recipe.encoding === 'jpeg'
      ? [
          'The dataset keeps its scaled images as JPEG, and the console passes a picture through the same before it asks the network. That is not done here, so probabilities differ a little.',
        ]
      : []),
  ]
}
