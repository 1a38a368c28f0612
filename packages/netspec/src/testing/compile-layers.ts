import { type Compiled, type CompileOptions, compile } from '../compile.ts'

const options: CompileOptions = { classes: 10, input: { channels: 3, height: 32, width: 32 } }

/** Compiles layers with a classifier behind them that reads `from`. */
export function compileLayers(layers: string, from: string, changed: Partial<CompileOptions> = {}): Compiled {
  return compile(`${layers}\n${classifier(from)}`, { ...options, ...changed })
}

export function classifier(from: string): string {
  return `layer { name: "scores" type: "InnerProduct" bottom: "${from}" top: "scores"
    inner_product_param { weight_filler { type: "xavier" } } }
  layer { name: "loss" type: "SoftmaxWithLoss" bottom: "scores" bottom: "label" top: "loss" }`
}

export function compileText(text: string, changed: Partial<CompileOptions> = {}): Compiled {
  return compile(text, { ...options, ...changed })
}

export function codes({ faults }: Compiled): string[] {
  return faults.map(({ code }) => code)
}

export function shapeOf({ figures }: Compiled, layer: string): readonly number[] | undefined {
  return figures.layers.find(({ name }) => name === layer)?.shapes[0]
}
