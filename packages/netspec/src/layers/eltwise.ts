import { defineLayer, elements } from '../layer.ts'
import { python } from '../outputs/python.ts'
import { bool, choice, floats } from '../schema/fields.ts'
import { show } from './common.ts'

const operators = { PROD: 'Mul', SUM: 'Sum', MAX: 'Max' } as const

export const eltwise = defineLayer({
  type: 'Eltwise',
  message: 'eltwise_param',
  fields: { operation: choice(['PROD', 'SUM', 'MAX'], 'SUM'), coeff: floats(), stable_prod_grad: bool(true) },
  bottoms: [2, 1_000],
  attributes({ operation, coeff }, inputs, scope) {
    if (coeff.length > 0 && (operation !== 'SUM' || coeff.length !== inputs.length)) {
      scope.fail(
        'wrong-value',
        `${scope.name} has ${coeff.length} values of coeff for ${inputs.length} bottoms and ${operation}.`,
        'Give one coeff a bottom, with SUM only.',
      )
    }
    return { operation, coeff }
  },
  shapes(inputs, _attributes, scope) {
    const [first = []] = inputs
    if (inputs.some(shape => shape.join() !== first.join())) {
      scope.fail(
        'shape-mismatch',
        `${scope.name} takes bottoms of one shape, but gets ${inputs.map(show).join(' and ')}.`,
        'Give the joined layers the same output size.',
      )
    }
    return [first]
  },
  flops: (inputs, [output = []]) => 2 * inputs.length * elements(output),
  onnx({ inputs, outputs, attributes: { operation, coeff }, node, constant }) {
    const scaled = inputs.map((input, i) =>
      coeff[i] === undefined || coeff[i] === 1 ? input : node('Mul', [input, constant({ floats: [coeff[i] ?? 1] })]),
    )
    if (operation !== 'PROD') {
      node(operators[operation], scaled, {}, outputs[0])
      return
    }
    // Mul takes two, where Sum and Max take any number.
    scaled.reduce((product, input, i) =>
      node('Mul', [product, input], {}, i === scaled.length - 1 ? outputs[0] : undefined),
    )
  },
  torch({ inputs, attributes: { operation, coeff } }) {
    if (operation === 'PROD') return inputs.join(' * ')
    if (operation === 'MAX') return inputs.reduce((largest, input) => `torch.maximum(${largest}, ${input})`)
    return inputs.map((input, i) => ((coeff[i] ?? 1) === 1 ? input : `${python(coeff[i] ?? 1)} * ${input}`)).join(' + ')
  },
})
