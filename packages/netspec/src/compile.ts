import { type Fault, FaultList } from './faults.ts'
import { checkLearning } from './graph/check-learning.ts'
import { infer } from './graph/infer.ts'
import { merge } from './graph/merge.ts'
import { nameParameters } from './graph/name-parameters.ts'
import type { LayerText } from './graph/network.ts'
import { deployPath } from './graph/probabilities.ts'
import { readNetwork } from './graph/read-network.ts'
import { resolve } from './graph/resolve.ts'
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
  readonly classes: number
  /** Size of the dataset's images. */
  readonly input: PlanInput
  /** What is left out comes from the text's data layers, then from the defaults. */
  readonly preprocessing?: PreprocessingChoice
  readonly layers?: readonly LayerType[]
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
  checkOptions(options, faults)
  const types = options.layers ?? standardLayers
  const network = readNetwork(parse(text, faults), types, faults)
  const hints = preprocessingHints(network, faults)
  const preprocessing = preprocess(options.input, hints, options.preprocessing ?? {})
  const input = cropped(options.input, preprocessing.crop, faults)
  const { classes } = options

  const graphs = {
    train: resolve(network, 'train', faults),
    test: resolve(network, 'test', faults),
    deploy: resolve(network, 'deploy', faults),
  }
  const inferred = {
    train: infer(graphs.train, { classes, input }, faults),
    test: infer(graphs.test, { classes, input }, faults),
    deploy: infer(graphs.deploy, { classes, input }, faults),
  }
  const deploy = deployPath(network, graphs.deploy, inferred.deploy, classes, faults)
  checkLearning(network, { train: graphs.train, test: graphs.test, inferred: inferred.train }, faults)
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
    graphs: Object.values(graphs),
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

function checkOptions({ classes, input: { channels, height, width } }: CompileOptions, faults: FaultList): void {
  const isSide = (side: number) => Number.isInteger(side) && side >= 1 && side <= limits.side
  if (!isSide(height) || !isSide(width) || !isSide(channels)) {
    faults.error(top, {
      code: 'dataset',
      message: `An image of ${channels}×${height}×${width} is none that a network can take.`,
      remedy: 'Give channels, height and width as whole numbers from 1 to 65,536.',
    })
  }
  if (!Number.isInteger(classes) || classes < 1 || classes > limits.classes) {
    faults.error(top, {
      code: 'dataset',
      message: `A network cannot tell ${classes} classes apart.`,
      remedy: 'Give a whole number of classes, at least 1.',
    })
  }
}

function cropped(input: PlanInput, crop: number, faults: FaultList): PlanInput {
  if (crop === 0) return { channels: input.channels, height: input.height, width: input.width }
  if (!Number.isInteger(crop) || crop < 1 || crop > Math.min(input.height, input.width)) {
    faults.error(top, {
      code: 'crop',
      message: `A crop of ${crop} does not fit images of ${input.width}×${input.height}.`,
      remedy: `Use a crop of at most ${Math.min(input.height, input.width)}.`,
    })
    return input
  }
  return { channels: input.channels, height: crop, width: crop }
}
