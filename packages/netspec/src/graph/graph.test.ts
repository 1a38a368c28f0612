import { describe, expect, it } from 'vitest'
import { classifier, codes, compileLayers, compileText } from '../testing/compile-layers.ts'

const lines = ({ plan }: ReturnType<typeof compileText>) =>
  plan?.ops.map(op => `${op.name}: ${op.bottoms} > ${op.tops} (${op.phases})`)

describe('phases', () => {
  it('gives in-place tops names of their own, through several layers', () => {
    const text = ['r1', 'r2'].map(name => `layer { name: "${name}" type: "ReLU" bottom: "data" top: "data" }`).join('')
    expect(lines(compileLayers(text, 'data'))?.slice(0, 3)).toEqual([
      'r1: data > data@r1 (train,test,deploy)',
      'r2: data@r1 > data@r2 (train,test,deploy)',
      'scores: data@r2 > scores (train,test,deploy)',
    ])
  })

  it('keeps a layer that reads other blobs in other phases as several operations', () => {
    const text = `layer { name: "d" type: "Dropout" bottom: "data" top: "data" include { phase: TRAIN } }`
    const compiled = compileLayers(text, 'data')
    expect(lines(compiled)).toEqual([
      'd: data > data@d (train)',
      'scores: data@d > scores (train)',
      'scores: data > scores (test,deploy)',
      'loss: scores,label > loss (train,test)',
      'prob: scores > prob (deploy)',
    ])
    expect(compiled.figures.parameters).toBe(30_730)
  })

  it('adds a Softmax to deploy, from the loss of greatest weight, under a free name', () => {
    const text = `layer { name: "aux" type: "InnerProduct" bottom: "data" top: "aux" inner_product_param { weight_filler { type: "xavier" } } }
      layer { name: "auxloss" type: "SoftmaxWithLoss" bottom: "aux" bottom: "label" top: "auxloss" loss_weight: 0.3 }
      layer { name: "prob" type: "ReLU" bottom: "data" top: "prob" }`
    const { plan, onnx } = compileLayers(text, 'prob')
    expect(plan?.outputs).toEqual({ probabilities: 'prob2', losses: ['auxloss', 'loss'], accuracies: [] })
    expect(plan?.ops.find(({ name }) => name === 'aux')?.phases).toEqual(['train', 'test'])
    expect(onnx?.graph.output.map(({ name }) => name)).toEqual(['prob', 'scores', 'prob2'])
  })

  it('asks no loss for its scores that never runs', () => {
    const never =
      'layer { name: "never" type: "SoftmaxWithLoss" bottom: "none" bottom: "label" top: "never" exclude {} }'
    const { plan } = compileText(`${classifier('data')}\n${never}`)
    expect(plan?.outputs.probabilities).toBe('prob')
  })

  it('drops from deploy what needs the label', () => {
    const text = `layer { name: "d" type: "Data" top: "image" top: "truth" include { phase: TRAIN } }
      layer { name: "d2" type: "Data" top: "image" top: "truth" include { phase: TEST } }
      ${classifier('image').replace('"label"', '"truth"')}
      layer { name: "acc" type: "Accuracy" bottom: "scores" bottom: "truth" top: "acc" include { phase: TEST } }`
    expect(lines(compileText(text))).toEqual([
      'scores: data > scores (train,test,deploy)',
      'loss: scores,label > loss (train,test)',
      'acc: scores,label > acc (test)',
      'prob: scores > prob (deploy)',
    ])
  })

  it.each([
    ['include { stage: "train" }', 'train'],
    ['include { stage: "val" }', 'test'],
    ['include { phase: TEST stage: "val" }', 'test'],
    ['exclude { stage: "deploy" }', 'train,test'],
    ['include { phase: TRAIN } include { stage: "val" }', 'train,test'],
    ['include { phase: TEST not_stage: "deploy" }', 'test'],
    ['include { min_level: 1 } include { phase: TRAIN }', 'train'],
  ])('%s holds in %s', (rule, phases) => {
    const text = `layer { name: "acc" type: "Accuracy" bottom: "scores" bottom: "label" top: "acc" ${rule} }`
    const { plan } = compileText(`${classifier('data')}\n${text}`)
    expect(plan?.ops.find(({ name }) => name === 'acc')?.phases.join()).toBe(phases)
  })
})

describe('parameters', () => {
  const shared = (name: string, bottom: string, outputs: number) =>
    `layer { name: "${name}" type: "InnerProduct" bottom: "${bottom}" top: "${name}" param { name: "w" lr_mult: 3 decay_mult: 0 }
      inner_product_param { num_output: ${outputs} bias_term: false weight_filler { type: "gaussian" std: 0.01 } } }\n`

  it('shares by param name, under the first owner', () => {
    const { plan, figures } = compileLayers(
      shared('f', 'data', 5) + shared('g', 'data', 5).replace('top: "g"', 'top: "g"'),
      'f',
    )
    const weight = {
      name: 'f.weight',
      shape: [5, 3072],
      filler: { type: 'gaussian', mean: 0, std: 0.01 },
      lrMult: 3,
      decayMult: 0,
    }
    expect(plan?.ops.slice(0, 2).map(({ parameters }) => parameters)).toEqual([[weight], [weight]])
    expect(figures.parameters).toBe(5 * 3072 + 5 * 10 + 10)
  })

  it('refuses to share between unlike shapes', () => {
    expect(codes(compileLayers(shared('f', 'data', 5) + shared('g', 'data', 6), 'f'))).toContain('shape-mismatch')
  })
})

describe('drawing', () => {
  it('has every edge with its shape and phases', () => {
    const { drawing } = compileText(classifier('data'))
    expect(drawing.edges).toEqual([
      { from: 'data', to: '0:scores', blob: 'data', shape: [3, 32, 32], phases: ['train', 'test', 'deploy'] },
      { from: '0:scores', to: '1:loss', blob: 'scores', shape: [10], phases: ['train', 'test'] },
      { from: 'label', to: '1:loss', blob: 'label', shape: [], phases: ['train', 'test'] },
      { from: '0:scores', to: '2:prob', blob: 'scores', shape: [10], phases: ['deploy'] },
    ])
    expect(drawing.nodes.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'data Input',
      'label Input',
      'scores InnerProduct',
      'loss SoftmaxWithLoss',
      'prob Softmax',
    ])
  })

  it('shows a faulty network as far as it is understood', () => {
    const { drawing } = compileText(
      'layer { name: "x" type: "Odd" bottom: "data" top: "x" }\nlayer { name: "r" type: "ReLU" bottom: "x" top: "r" }',
    )
    expect(drawing.edges.map(({ from, to, shape }) => [from, to, shape])).toEqual([
      ['data', '0:x', [3, 32, 32]],
      ['0:x', '1:r', null],
    ])
  })
})
