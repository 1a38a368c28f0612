import { FaultList } from './faults.ts'
import { checkLearning } from './graph/check-learning.ts'
import { checkOutputs } from './graph/check-outputs.ts'
import { checkRules } from './graph/check-rules.ts'
import { checkScores } from './graph/check-scores.ts'
import { countClasses } from './graph/count-classes.ts'
import { Inference, type InferredGraph } from './graph/infer.ts'
import { checkDataset, cropped, phaseSize, sizeOf } from './graph/input-size.ts'
import type { ImageSize } from './graph/inputs.ts'
import { type MergedOp, merge } from './graph/merge.ts'
import { type NamedParameter, nameParameters } from './graph/name-parameters.ts'
import type { Network, Phase } from './graph/network.ts'
import { deployPath } from './graph/probabilities.ts'
import { readNetwork } from './graph/read-network.ts'
import { type PhaseGraph, resolve } from './graph/resolve.ts'
import type { LayerType } from './layer.ts'
import { type Preprocessing, type PreprocessingChoice, preprocess, preprocessingHints } from './preprocessing.ts'
import { standardLayers } from './standard-layers.ts'
import type { Message } from './text/tree.ts'

export interface CompileOptions {
  /** Of the dataset. Left out: as many as the text's own scores, else 2. */
  readonly classes?: number
  /** Size of the dataset's images. Left out: the text's crop, else 3×32×32. */
  readonly input?: ImageSize
  /** What is left out comes from the text's data layers, then from the defaults. */
  readonly preprocessing?: PreprocessingChoice
  readonly layers?: readonly LayerType[]
  /** A text looked at apart from any dataset: the sizes of its own inputs hold, and one that only classifies needs no loss. */
  readonly isAlone?: boolean
}

/** A network with all that its text implies, before it is written in any form. */
export interface Analysis {
  readonly network: Network
  readonly classes: number
  /** Size of the blob `data`. */
  readonly input: ImageSize
  readonly preprocessing: Preprocessing
  readonly hints: PreprocessingChoice
  readonly graphs: Readonly<Record<Phase, PhaseGraph>>
  readonly inferred: Readonly<Record<Phase, InferredGraph>>
  readonly ops: readonly MergedOp[]
  /** In the order of `ops`. */
  readonly parameters: readonly NamedParameter[][]
  /** The blob that ends the classifying phase. */
  readonly probabilities: string | undefined
}

/** From the syntax tree to shapes and parameters in every phase. */
export function analyse(tree: Message, options: CompileOptions, faults: FaultList): Analysis {
  const { isAlone = false } = options
  const network = readNetwork(tree, options.layers ?? standardLayers, faults)
  checkRules(network, faults)
  const hints = preprocessingHints(network, faults)
  const images = sizeOf(options.input, hints.crop)
  const preprocessing = preprocess(images, hints, options.preprocessing ?? {})
  const input = cropped(images, preprocessing.crop, network, faults)
  const graphs = {
    train: resolve(network, 'train', faults),
    test: resolve(network, 'test', faults),
    deploy: resolve(network, 'deploy', faults),
  }
  const all = Object.values(graphs)
  const sizeFor = (graph: PhaseGraph) => phaseSize(graph, input, isAlone, faults)
  const classes = options.classes ?? countClasses(all, sizeFor)
  checkDataset(images, classes, faults)
  checkOutputs(graphs.train, faults)
  const inference = new Inference(classes, faults, checkScores(all, faults))
  const inferred = {
    train: inference.infer(graphs.train, sizeFor(graphs.train)),
    test: inference.infer(graphs.test, sizeFor(graphs.test)),
    deploy: inference.infer(graphs.deploy, sizeFor(graphs.deploy)),
  }
  const deploy = deployPath({ network, graph: graphs.deploy, inferred: inferred.deploy, classes, isAlone }, faults)
  const needsLoss = !isAlone || !onlyClassifies(network)
  checkLearning(network, { train: graphs.train, test: graphs.test, inferred: inferred.train, needsLoss }, faults)
  const ops = merge({ train: inferred.train.ops, test: inferred.test.ops, deploy: deploy.ops })
  const parameters = nameParameters(ops, faults)
  const { probabilities } = deploy
  return { network, classes, input, preprocessing, hints, graphs, inferred, ops, parameters, probabilities }
}

/** A deploy text: it declares its own inputs, and ends in probabilities without a loss. */
function onlyClassifies({ layers }: Network): boolean {
  const markers = layers.filter(({ type }) => type?.kind === 'input')
  return (
    markers.length > 0 &&
    markers.every(({ typeName }) => typeName === 'Input') &&
    layers.some(({ type }) => type?.kind === 'probabilities') &&
    layers.every(({ type }) => type?.kind !== 'loss')
  )
}
