import { describe, expect, it } from 'vitest'
import { compile } from '../compile.ts'
import { type StandardNetwork, standardNetworks } from './standard.ts'

describe('standard networks', () => {
  it.each<[StandardNetwork, number, number, number, number]>([
    ['lenet', 1, 28, 10, 431_080],
    ['lenet', 3, 32, 2, 653_072],
    ['cifar', 3, 32, 10, 145_578],
    ['cifar', 1, 32, 2, 143_458],
    ['cifar', 3, 64, 2, 341_666],
    ['cifar', 1, 64, 10, 340_586],
  ])('%s on %i×%i², %i classes has %i parameters', (name, channels, side, classes, parameters) => {
    const { faults, figures, plan, onnx } = compile(standardNetworks[name], {
      classes,
      input: { channels, height: side, width: side },
    })
    expect(faults).toEqual([])
    expect(figures.parameters).toBe(parameters)
    expect(plan?.outputs).toEqual({ probabilities: 'prob', losses: ['loss'], accuracies: ['accuracy'] })
    expect(onnx?.graph.output.at(-1)?.name).toBe('prob')
  })

  it('gives the plan of LeNet as the contract has it', () => {
    const { plan } = compile(standardNetworks.lenet, {
      classes: 10,
      input: { channels: 1, height: 28, width: 28 },
      preprocessing: { mean: 'image' },
    })
    expect(plan?.preprocessing).toEqual({
      height: 28,
      width: 28,
      channels: 1,
      order: 'rgb',
      resize: 'squash',
      crop: 0,
      mirror: false,
      mean: 'image',
      scale: 0.0125,
    })
    expect(plan?.ops.map(op => `${op.name} ${op.bottoms} > ${op.tops} ${op.phases.join('+')}`)).toEqual([
      'conv1 data > conv1 train+test+deploy',
      'pool1 conv1 > pool1 train+test+deploy',
      'conv2 pool1 > conv2 train+test+deploy',
      'pool2 conv2 > pool2 train+test+deploy',
      'ip1 pool2 > ip1 train+test+deploy',
      'relu1 ip1 > ip1@relu1 train+test+deploy',
      'ip2 ip1@relu1 > ip2 train+test+deploy',
      'accuracy ip2,label > accuracy test',
      'loss ip2,label > loss train+test',
      'prob ip2 > prob deploy',
    ])
    expect(plan?.ops[0]).toMatchObject({
      type: 'Convolution',
      shapes: [[20, 24, 24]],
      attributes: {
        num_output: 20,
        kernel_h: 5,
        kernel_w: 5,
        stride_h: 1,
        pad_w: 0,
        dilation_h: 1,
        group: 1,
        bias_term: true,
      },
      parameters: [
        { name: 'conv1.weight', shape: [20, 1, 5, 5], filler: { type: 'xavier' }, lrMult: 1, decayMult: 1 },
        { name: 'conv1.bias', shape: [20], filler: { type: 'constant', value: 0 }, lrMult: 2, decayMult: 1 },
      ],
      lossWeights: [0],
    })
  })
})
