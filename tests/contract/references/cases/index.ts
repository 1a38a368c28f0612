import { activationCases } from './activations.js'
import { affineCases } from './affine.js'
import { chanceCases } from './chance.js'
import { combineCases } from './combine.js'
import { convolutionCases } from './convolution.js'
import type { LayerCases } from './layer-case.js'
import { lossCases } from './losses.js'
import { normaliseCases } from './normalise.js'
import { poolingCases } from './pooling.js'
import { shapeCases } from './shape.js'

/** Cases of every layer type. */
export const layerCases: LayerCases = {
  ...convolutionCases,
  ...poolingCases,
  ...activationCases,
  ...affineCases,
  ...normaliseCases,
  ...combineCases,
  ...shapeCases,
  ...lossCases,
  ...chanceCases,
}
