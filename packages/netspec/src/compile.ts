import { analyse, type CompileOptions } from './analyse.ts'
import { type Fault, FaultList } from './faults.ts'
import type { MergedOp } from './graph/merge.ts'
import type { LayerText } from './graph/network.ts'
import type { Attributes } from './layer.ts'
import { type Drawing, toDrawing } from './outputs/drawing.ts'
import { type Figures, toFigures } from './outputs/figures.ts'
import { toOnnx } from './outputs/onnx.ts'
import type { OnnxModel } from './outputs/onnx-types.ts'
import { type Plan, toPlan } from './outputs/plan.ts'
import type { PreprocessingChoice } from './preprocessing.ts'
import { parse } from './text/parse.ts'

export type { CompileOptions }

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

/** From text to everything that can be known without training. Reports what is wrong as faults; throws for no text. */
export function compile(text: string, options: CompileOptions): Compiled {
  const faults = new FaultList()
  const analysis = analyse(parse(text, faults), options, faults)
  const { network, classes, input, preprocessing, graphs, inferred, ops, parameters, probabilities } = analysis
  const figures = toFigures(ops, parameters)
  const isSound = !faults.hasErrors && probabilities !== undefined && canClassify(ops, faults)
  const list = faults.list()
  const drawing = toDrawing({
    network,
    graphs: Object.values(graphs),
    ops,
    figures,
    shapes: { train: inferred.train.shapes, test: inferred.test.shapes, deploy: inferred.deploy.shapes },
    faults: list,
  })
  const result = { faults: list, drawing, figures, preprocessingHints: analysis.hints }
  if (!isSound) return result

  const path = ops.flatMap((op, i) =>
    op.phases.includes('deploy') ? [{ ...op, parameters: parameters[i] ?? [] }] : [],
  )
  return {
    ...result,
    plan: toPlan({ name: network.name, classes, input, preprocessing, ops, parameters, probabilities }),
    onnx: toOnnx(network.name, [input.channels, input.height, input.width], path),
  }
}

/** Whether every operation of the classifying phase has an ONNX form. */
export function canClassify(ops: readonly MergedOp[], faults: FaultList): boolean {
  for (const { layer, phases, attributes } of ops) {
    const why = phases.includes('deploy') ? whyNotExported(layer, attributes) : undefined
    if (why === undefined) continue
    faults.error(layer.at, {
      code: 'no-onnx-form',
      layer: layer.name,
      message: `${layer.name} ${why}, so no image could be classified.`,
      remedy: 'Keep it out of the classifying phase: exclude { stage: "deploy" }.',
    })
    return false
  }
  return true
}

/** The end of a sentence after the layer's name; undefined for one that has an ONNX form. */
function whyNotExported({ type, typeName }: LayerText, attributes: Attributes): string | undefined {
  if (type?.onnx === undefined) return `is of type ${typeName}, which cannot be exported to ONNX`
  return type.cannotClassify?.(attributes)
}
