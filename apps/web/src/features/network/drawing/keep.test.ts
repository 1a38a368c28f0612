import { compile } from '@fovea/netspec'
import { describe, expect, it } from 'vitest'
import { type Folded, fold } from './fold'
import { keep } from './keep'

const options = { classes: 10, input: { channels: 1, height: 28, width: 28 } }
const text = (outputs: number) => `layer { name: "conv" type: "Convolution" bottom: "data" top: "conv"
  convolution_param { num_output: ${outputs} kernel_size: 5 weight_filler { type: "xavier" } } }
layer { name: "relu" type: "ReLU" bottom: "conv" top: "conv" }
layer { name: "fc" type: "InnerProduct" bottom: "conv" top: "fc" inner_product_param { weight_filler { type: "xavier" } } }
layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc" bottom: "label" top: "loss" }`
const folded = (source: string) => fold(compile(source, options).drawing, 'train')
const named = ({ groups }: Folded, name: string) => groups.find(({ node }) => node.name === name)

describe('what is drawn again', () => {
  const before = folded(text(20))

  it('is nothing while the drawing looks the same', () =>
    expect(keep(folded(`# a comment\n\n  ${text(20)}`), before)).toBe(before))

  it('is what has changed, and what hangs on it', () => {
    const next = keep(folded(text(30)), before)
    const changed = next.groups.filter((one, i) => one !== before.groups[i]).map(({ node }) => node.name)
    expect(changed).toEqual(['conv', 'fc'])
    expect(next.links.filter(one => !before.links.includes(one)).map(({ blob }) => blob)).toEqual(['conv'])
  })

  it('is a fault that has come, although the layer is as it was', () => {
    const next = keep(folded(text(20).replace('5 weight', '55 weight')), before)
    expect(named(next, 'conv')?.node.faults).toHaveLength(1)
    expect(named(next, 'data')).toBe(named(before, 'data'))
  })

  it('is all of a first drawing', () => expect(keep(before, undefined)).toBe(before))
})
