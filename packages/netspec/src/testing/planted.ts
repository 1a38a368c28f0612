import type { CompileOptions } from '../compile.ts'
import type { Severity } from '../faults.ts'

/** A sound network in DIGITS's form, to plant faults in: every rule of the language is met, with not even a warning. */
export const sound = `name: "Net"
layer { name: "images" type: "Data" top: "data" top: "label"
  transform_param { crop_size: 28 mirror: true }
  data_param { batch_size: 64 } }
layer { name: "conv1" type: "Convolution" bottom: "data" top: "conv1"
  param { lr_mult: 1 }
  param { lr_mult: 2 }
  convolution_param {
    num_output: 8
    kernel_size: 5
    weight_filler { type: "xavier" }
  } }
layer { name: "norm1" type: "BatchNorm" bottom: "conv1" top: "norm1" }
layer { name: "relu1" type: "ReLU" bottom: "norm1" top: "norm1" }
layer { name: "pool1" type: "Pooling" bottom: "norm1" top: "pool1"
  pooling_param { pool: MAX kernel_size: 2 stride: 2 } }
layer { name: "lrn1" type: "LRN" bottom: "pool1" top: "lrn1"
  lrn_param { local_size: 3 } }
layer { name: "both" type: "Concat" bottom: "lrn1" bottom: "pool1" top: "both" }
layer { name: "fc1" type: "InnerProduct" bottom: "both" top: "fc1"
  inner_product_param { num_output: 32 weight_filler { type: "xavier" } } }
layer { name: "drop1" type: "Dropout" bottom: "fc1" top: "fc1" }
layer { name: "fc2" type: "InnerProduct" bottom: "fc1" top: "fc2"
  inner_product_param { weight_filler { type: "xavier" } } }
layer { name: "accuracy" type: "Accuracy" bottom: "fc2" bottom: "label" top: "accuracy"
  include { stage: "val" } }
layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc2" bottom: "label" top: "loss"
  exclude { stage: "deploy" } }
layer { name: "prob" type: "Softmax" bottom: "fc2" top: "prob"
  include { stage: "deploy" } }
`

/** Where the fault is told in a planted text. */
const mark = '¦'

export interface Planted {
  /** Changes of the sound network, or a whole text; one mark in it shows the place. */
  readonly text: string | readonly (readonly [from: string, to: string])[]
  /** A warning leaves a plan, an error none. */
  readonly severity?: Severity
  readonly options?: Partial<CompileOptions>
}

/** What is wrong, its code, and how it is planted. */
export type PlantedFault = readonly [what: string, code: string, planted: Planted['text'], more?: Omit<Planted, 'text'>]

/** The text without its mark, and the mark's line:column. */
export function plant(planted: Planted['text']): { readonly text: string; readonly place: string } {
  const marked =
    typeof planted === 'string'
      ? planted
      : planted.reduce((whole, [from, to]) => {
          if (!whole.includes(from)) throw new Error(`There is no ${from} to plant in.`)
          return whole.replace(from, () => to)
        }, sound)
  const at = marked.indexOf(mark)
  if (at < 0) throw new Error(`No mark shows the place in ${marked.slice(0, 60)}`)
  const lines = marked.slice(0, at).split('\n')
  return { text: marked.replace(mark, ''), place: `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}` }
}
