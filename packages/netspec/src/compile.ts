import { type Fault, FaultList } from './faults.ts'
import { checkLearning } from './graph/check-learning.ts'
import { checkOutputs } from './graph/check-outputs.ts'
import { checkRules } from './graph/check-rules.ts'
import { checkScores } from './graph/check-scores.ts'
import { countClasses } from './graph/count-classes.ts'
import { Inference } from './graph/infer.ts'
import { cropped, phaseSize, sizeOf } from './graph/input-size.ts'
import { merge } from './graph/merge.ts'
import { nameParameters } from './graph/name-parameters.ts'
import type { LayerText, Network } from './graph/network.ts'
import { deployPath } from './graph/probabilities.ts'
import { readNetwork } from './graph/read-network.ts'
import { type PhaseGraph, resolve } from './graph/resolve.ts'
import type { Attributes, LayerType } from './layer.ts'
import { limits } from './limits.ts'
import { type Drawing, toDrawing } from './outputs/drawing.ts'
import { type Figures, toFigures } from './outputs/figures.ts'
import { toOnnx } from './outputs/onnx.ts'
import type { OnnxModel } from './outputs/onnx-types.ts'
import { type Plan, type PlanInput, toPlan } from './outputs/plan.ts'
import { type PreprocessingChoice, preprocess, preprocessingHints } from './preprocessing.ts'
import { standardLayers } from './standard-layers.ts'
import { parse } from './text/parse.ts'

export interface CompileOptions {
  /** Of the dataset. Left out: as many as the text's own scores, else 2. */
  readonly classes?: number
  /** Size of the dataset's images. Left out: the text's crop, else 3×32×32. */
  readonly input?: PlanInput
  /** What is left out comes from the text's data layers, then from the defaults. */
  readonly preprocessing?: PreprocessingChoice
  readonly layers?: readonly LayerType[]
  /** A text looked at apart from any dataset: the sizes of its own inputs hold, and one that only classifies needs no loss. */
  readonly isAlone?: boolean
}

export interface Compiled {
  readonly faults: readonly Fault[]
  /** Both absent when a fault is an error. */
  readonly plan?: Plan
  readonly onnx?: OnnxModel
  readonly drawing: Drawing
  readonly figures: Figures
  /** What the text's own data layers ask for. */
  readonly preprocessingHints: PreprocessingChoice
}

const top = { line: 1, column: 1 }

/** From text to everything that can be known without training. Reports what is wrong as faults; throws for no text. */
export function compile(text: string, options: CompileOptions): Compiled {
  const faults = new FaultList()
  const types = options.layers ?? standardLayers
  const network = readNetwork(parse(text, faults), types, faults)
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
  const isAlone = options.isAlone === true
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
  const deploy = deployPath(network, graphs.deploy, inferred.deploy, classes, faults)
  const needsLoss = !isAlone || !onlyClassifies(network)
  checkLearning(network, { train: graphs.train, test: graphs.test, inferred: inferred.train, needsLoss }, faults)
  const ops = merge({ train: inferred.train.ops, test: inferred.test.ops, deploy: deploy.ops })
  const parameters = nameParameters(ops, faults)
  const figures = toFigures(ops, parameters)

  const { probabilities } = deploy
  const isSound = !faults.hasErrors && probabilities !== undefined
  const withoutOnnx = deploy.ops.find(({ layer, attributes }) => whyNotExported(layer, attributes) !== undefined)
  if (isSound && withoutOnnx !== undefined) {
    const { name, at } = withoutOnnx.layer
    faults.error(at, {
      code: 'no-onnx-form',
      layer: name,
      message: `${name} ${whyNotExported(withoutOnnx.layer, withoutOnnx.attributes)}, so no image could be classified.`,
      remedy: 'Keep it out of the classifying phase: exclude { stage: "deploy" }.',
    })
  }
  const list = faults.list()
  const drawing = toDrawing({
    network,
    graphs: all,
    ops,
    figures,
    shapes: { train: inferred.train.shapes, test: inferred.test.shapes, deploy: inferred.deploy.shapes },
    faults: list,
  })
  const result = { faults: list, drawing, figures, preprocessingHints: hints }
  if (!isSound || withoutOnnx !== undefined) return result

  const path = ops.flatMap((op, i) =>
    op.phases.includes('deploy') ? [{ ...op, parameters: parameters[i] ?? [] }] : [],
  )
  return {
    ...result,
    plan: toPlan({ name: network.name, classes, input, preprocessing, ops, parameters, probabilities }),
    onnx: toOnnx(network.name, [input.channels, input.height, input.width], path),
  }
}

/** The end of a sentence after the layer's name; undefined for one that has an ONNX form. */
function whyNotExported({ type, typeName }: LayerText, attributes: Attributes): string | undefined {
  if (type?.onnx === undefined) return `is of type ${typeName}, which cannot be exported to ONNX`
  return type.cannotClassify?.(attributes)
}

function checkDataset({ channels, height, width }: PlanInput, classes: number, faults: FaultList): void {
  const isSide = (side: number) => Number.isInteger(side) && side >= 1 && side <= limits.side
  if (!isSide(height) || !isSide(width) || !isSide(channels)) {
    faults.error(top, {
      code: 'dataset',
      subject: 'size',
      message: `An image of ${channels}×${height}×${width} is none that a network can take.`,
      remedy: 'Give channels, height and width as whole numbers from 1 to 65,536.',
    })
  }
  if (!Number.isInteger(classes) || classes < 1 || classes > limits.classes) {
    faults.error(top, {
      code: 'dataset',
      subject: 'classes',
      message: `A network cannot tell ${classes} classes apart.`,
      remedy: 'Give a whole number of classes, from 1 to 1,000,000.',
    })
  }
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
