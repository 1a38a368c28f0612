import { compile, standardNetworks } from '@fovea/netspec'
import { describe, expect, it } from 'vitest'
import { isInText, layerAt } from './layer-at'
import { layerSpans } from './text/layer-spans'

const options = { classes: 10, input: { channels: 1, height: 28, width: 28 } }

describe('the node of a place in the text', () => {
  it('is found for each layer that the text has', () => {
    const text = standardNetworks.lenet
    const { drawing } = compile(text, options)
    const names = layerSpans(text).map(({ from }) => {
      const before = text.slice(0, from).split('\n')
      return layerAt(drawing, { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 })?.name
    })
    const named = [...text.matchAll(/^ {2}name: "([^"]*)"/gm)].map(([, name]) => name)
    expect(named[0]).toBe('images')
    expect(names).toEqual(['data', ...named.slice(1)])
  })

  it('is the first layer where no layer brings the images', () => {
    const { drawing } = compile('layer { name: "r" type: "ReLU" bottom: "data" top: "r" }', options)
    expect(layerAt(drawing, { line: 1, column: 1 })?.name).toBe('r')
    expect(drawing.nodes.filter(node => isInText(drawing, node)).map(({ name }) => name)).toEqual(['r'])
    expect(layerAt(drawing, { line: 2, column: 1 })).toBeUndefined()
  })
})
