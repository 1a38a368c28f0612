import { type StandardNetwork, standardNetworks } from '@fovea/netspec'
import { corpus } from '../../corpus.js'
import type { LayerCase } from './layer-case.js'

const standard = (name: StandardNetwork, side: number): LayerCase => ({
  what: `standard ${name}`,
  text: standardNetworks[name],
  input: [3, side, side],
  classes: 5,
  batch: 2,
})

/** At sizes that a reference in numpy manages; between them they have every kind of layer that standard networks have. */
const standards = [standard('lenet', 28), standard('cifar', 32), standard('squeezenet', 48), standard('resnet-18', 64)]

/** Without the texts of the first form, which the references do not read. */
const families = corpus
  .filter(({ text }) => !/^layers \{/m.test(text))
  .map(({ name, text, options: { classes, input } }): LayerCase => {
    return { what: name, text, classes, batch: 2, ...(input && { input: [input.channels, input.height, input.width] }) }
  })

/** What draws in training has no gradient that a reference could know; MVN's is no derivative where its eps is not small. */
const hasNoSlope = /"Dropout"|"DummyData"|STOCHASTIC|mvn_param \{[^}]*eps/

/** Networks of which every layer is compared by itself. */
export const wholeNetworks: readonly LayerCase[] = [...standards, ...families]

/** Networks whose loss and gradients are compared as well. */
export const trainedNetworks: readonly LayerCase[] = families.filter(({ text }) => !hasNoSlope.test(text))
