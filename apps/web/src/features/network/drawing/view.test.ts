import { describe, expect, it } from 'vitest'
import { firstView, viewWith } from './view'

const pane = { width: 648, height: 448 }

describe('how a drawing is looked at', () => {
  it.each([
    ['whole where it is small', { width: 200, height: 100 }, { x: 224, y: 174, zoom: 1 }],
    ['whole where it can be read', { width: 300, height: 500 }, { x: 204, y: 24, zoom: 0.8 }],
    ['from its top where it is tall', { width: 400, height: 9000 }, { x: 124, y: 24, zoom: 1 }],
    ['never too small to read', { width: 6000, height: 9000 }, { x: -2076, y: 24, zoom: 0.8 }],
    ['even when nothing is there', { width: 0, height: 0 }, { x: 324, y: 224, zoom: 1 }],
  ])('%s', (_, size, view) => expect(firstView(size, pane)).toEqual(view))

  const node = { width: 200, height: 50 }
  it.each([
    ['what is there stays', { x: 0, y: 0, zoom: 1 }, { x: 10, y: 10 }, undefined],
    ['what is below comes to the middle', { x: 0, y: 0, zoom: 1 }, { x: 10, y: 1000 }, { x: 214, y: -801, zoom: 1 }],
    ['what is too small comes near', { x: 0, y: 0, zoom: 0.1 }, { x: 0, y: 0 }, { x: 244, y: 204, zoom: 0.8 }],
  ])('%s', (_, view, place, expected) => expect(viewWith(view, place, node, pane)).toEqual(expected))
})
