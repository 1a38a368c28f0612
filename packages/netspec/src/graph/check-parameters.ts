import type { FaultList } from '../faults.ts'
import { paramPlace } from './fault-place.ts'
import type { InferredOp } from './infer.ts'

/** Whether the text's multipliers belong to parameters, and whether any of these learns. */
export function checkParameters(ops: readonly InferredOp[], faults: FaultList): void {
  let learning = 0
  for (const { layer, parameters } of ops) {
    const { param } = layer.common
    if (param.length > parameters.length) {
      faults.error(paramPlace(layer, parameters.length) ?? layer.at, {
        code: 'param-count',
        layer: layer.name,
        message: `${layer.name} has ${param.length} of param for ${parameters.length === 0 ? 'no parameter' : `${parameters.length} parameters`}.`,
        remedy: 'Remove those that are too many.',
      })
    }
    parameters.forEach(({ isStatistic }, i) => {
      const rate = param[i]?.lr_mult
      if (isStatistic !== true) learning += rate === 0 ? 0 : 1
      else if (rate !== undefined && rate !== 0)
        faults.warn(paramPlace(layer, i) ?? layer.at, {
          code: 'statistic-rate',
          layer: layer.name,
          message: `${layer.name} keeps statistics, which are not learnt; its lr_mult of ${rate} has no effect.`,
          remedy: 'Use lr_mult: 0, as Caffe demands.',
        })
    })
  }
  if (learning === 0 && !faults.hasErrors)
    faults.warn(
      { line: 1, column: 1 },
      {
        code: 'nothing-learns',
        message: 'No parameter of the network learns: there is none, or every lr_mult is 0.',
        remedy: 'Give the last layer param { lr_mult: 1 }.',
      },
    )
}
