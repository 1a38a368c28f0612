import { compile, type Phase, standardNetworks } from '@fovea/netspec'
import { describe, expect, it } from 'vitest'
import { fold } from './fold'

const drawn = (text: string, phase: Phase = 'train') =>
  fold(compile(text, { classes: 10, input: { channels: 3, height: 28, width: 28 } }).drawing, phase)

const conv = (name: string, bottom: string) =>
  `layer { name: "${name}" type: "Convolution" bottom: "${bottom}" top: "${name}" convolution_param { num_output: 3 kernel_size: 3 pad: 1 } }\n`
const inPlace = (name: string, blob: string, type = 'ReLU') =>
  `layer { name: "${name}" type: "${type}" bottom: "${blob}" top: "${blob}" }\n`

/** `a+b` for b folded into a. */
const groups = (text: string, phase?: Phase) =>
  drawn(text, phase).groups.map(({ node, folded }) => [node, ...folded].map(({ name }) => name).join('+'))
const links = (text: string, phase?: Phase) =>
  drawn(text, phase).links.map(({ from, to, blob, shape }) => `${from} ${to} ${blob} ${shape?.join('×')}`)

describe('a network as it is drawn', () => {
  it.each([
    [
      'a chain in place',
      conv('a', 'data') + inPlace('r', 'a') + inPlace('d', 'a', 'Dropout') + conv('b', 'a'),
      ['data', 'a+r+d', 'b'],
    ],
    [
      'a blob that is read before it is written over',
      conv('a', 'data') + conv('b', 'a') + inPlace('r', 'a') + conv('c', 'a'),
      ['data', 'a', 'b', 'r', 'c'],
    ],
    ['nothing is folded into the images', inPlace('p', 'data', 'Power') + conv('a', 'data'), ['data', 'p', 'a']],
    [
      'in place on one of two bottoms',
      `${conv('a', 'data')}${conv('b', 'data')}layer { name: "e" type: "Eltwise" bottom: "a" bottom: "b" top: "a" }\n${inPlace('r', 'a')}`,
      ['data', 'a', 'b', 'e+r'],
    ],
    ['a layer of an unknown type', `layer { name: "x" type: "Convolutoin" bottom: "data" top: "x" }`, ['data', 'x']],
    ['no text', '', []],
  ])('%s', (_, text, expected) => expect(groups(text)).toEqual(expected))

  it('has a shape on every edge, and says labels at those that read them', () => {
    const text = standardNetworks.lenet
    expect(links(text).every(link => /\d+(×\d+)*$/.test(link))).toBe(true)
    expect(links(text).some(link => link.startsWith('label'))).toBe(false)
    expect(
      drawn(text)
        .groups.filter(({ readsLabel }) => readsLabel)
        .map(({ node }) => node.type),
    ).toEqual(['SoftmaxWithLoss'])
  })

  it('follows the blob through what writes over it', () => {
    expect(links(conv('a', 'data') + inPlace('r', 'a') + conv('b', 'a'))).toEqual([
      'data 0:a data 3×28×28',
      '0:a 2:b a 3×28×28',
    ])
  })

  it('draws what takes part in a phase', () => {
    const types = (phase: Phase) => drawn(standardNetworks.lenet, phase).groups.map(({ node }) => node.type)
    expect(types('train')).not.toContain('Accuracy')
    expect(types('test')).toContain('Accuracy')
    expect(types('deploy').at(-1)).toBe('Softmax')
    expect(types('deploy')).not.toContain('SoftmaxWithLoss')
  })
})
