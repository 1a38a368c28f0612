import { describe, expect, it } from 'vitest'
import { type CompileOptions, compile } from '../compile.ts'
import { elements } from '../layer.ts'
import { aboutNetworks } from './about.ts'
import { type StandardNetwork, standardNetworks } from './standard.ts'

const names = Object.keys(standardNetworks) as StandardNetwork[]

/** A network at its usual input and number of classes, or another. */
function compiled(name: StandardNetwork, { classes, input }: CompileOptions = aboutNetworks[name]) {
  return compile(standardNetworks[name], { classes, input })
}

describe('standard networks', () => {
  it.each(names)('%s is as it is described', name => {
    const { faults, figures, plan, onnx, preprocessingHints } = compiled(name)
    expect(faults).toEqual([])
    expect(figures.parameters).toBe(aboutNetworks[name].parameters)
    expect(preprocessingHints.crop ?? 0).toBe(aboutNetworks[name].crop)
    expect(plan?.outputs.probabilities).toBe('prob')
    expect(plan?.outputs.losses.at(-1)).toBe('loss')
    expect(plan?.outputs.accuracies.at(-1)).toBe('accuracy')
    expect(onnx?.graph.output.at(-1)?.name).toBe('prob')
    for (const { parameters, type } of plan?.ops ?? []) {
      // BatchNorm's are gathered, not filled.
      if (type === 'BatchNorm') continue
      expect(parameters.filter(({ name, filler }) => name.endsWith('.weight') && filler.value === 0)).toEqual([])
    }
  })

  it.each<[StandardNetwork, number, number, number, number]>([
    ['lenet', 3, 32, 2, 653_072],
    ['cifar', 1, 32, 2, 143_458],
    ['cifar', 3, 64, 2, 341_666],
    ['cifar', 1, 64, 10, 340_586],
    ['resnet-18', 3, 256, 2, 11_177_538],
    ['squeezenet', 1, 256, 10, 726_474],
  ])('%s on %i×%i², %i classes has %i parameters', (name, channels, side, classes, parameters) => {
    const { faults, figures } = compiled(name, { classes, input: { channels, height: side, width: side } })
    expect(faults).toEqual([])
    expect(figures.parameters).toBe(parameters)
  })

  it('has the auxiliary losses of GoogLeNet in training and validation only', () => {
    const { plan, figures } = compiled('googlenet')
    expect(plan?.outputs.losses).toEqual(['loss1/loss', 'loss2/loss', 'loss'])
    const losses = plan?.ops.filter(({ type }) => type === 'SoftmaxWithLoss')
    expect(losses?.map(({ lossWeights, phases }) => [...lossWeights, ...phases])).toEqual([
      [0.3, 'train', 'test'],
      [0.3, 'train', 'test'],
      [1, 'train', 'test'],
    ])
    const classifying = plan?.ops.filter(({ phases }) => phases.includes('deploy')) ?? []
    expect(
      classifying.flatMap(({ parameters }) => parameters).reduce((sum, { shape }) => sum + elements(shape), 0),
    ).toBe(6_998_552)
    expect(figures.parameters).toBe(13_378_280)
  })

  it('counts what the BatchNorm of a ResNet gathers apart from what it learns', () => {
    // PyTorch counts the same: a mean and a variance a channel and one counter, as buffers.
    expect(compiled('resnet-18').figures.statistics).toBe(2 * 4_800 + 20)
    expect(compiled('resnet-50').figures.statistics).toBe(2 * 26_560 + 53)
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
