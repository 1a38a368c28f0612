import { describe, expect, it } from 'vitest'
import { clampZoom, parseView, writeView } from './view'

const usual = { zoom: undefined, isLog: false, smoothing: 0 }

describe('the view of the charts in the address', () => {
  it.each([
    ['', usual],
    ['run=3', usual],
    ['zoom=2.5~7', { ...usual, zoom: [2.5, 7] }],
    ['zoom=7~2', usual],
    ['zoom=1~2~3', usual],
    ['zoom=a~b', usual],
    ['zoom=-1~2', usual],
    ['zoom=1~Infinity', usual],
    ['log=1', { ...usual, isLog: true }],
    ['smooth=4', { ...usual, smoothing: 4 }],
    ['smooth=99', usual],
    ['smooth=x', usual],
  ])('%s is read', (text, view) => expect(parseView(new URLSearchParams(text))).toEqual(view))

  it('is written beside what else stands there, and only where it is not as usual', () => {
    const address = new URLSearchParams('run=3')
    const written = writeView(address, { zoom: [1 / 3, 2], isLog: true, smoothing: 2 })
    expect(written.toString()).toBe('run=3&zoom=0.333333%7E2&log=1&smooth=2')
    expect(parseView(written)).toEqual({ zoom: [0.333333, 2], isLog: true, smoothing: 2 })
    expect(writeView(written, usual).toString()).toBe('run=3')
  })

  it.each([
    [
      [2, 5],
      [2, 5],
    ],
    [
      [5, 2],
      [2, 5],
    ],
    [
      [-1, 5],
      [0, 5],
    ],
    [
      [8, 20],
      [8, 10],
    ],
    [[0, 10], undefined],
    [[3, 3.001], undefined],
    [[Number.NaN, 3], undefined],
  ])('%j of ten epochs is %j', (range, zoom) => expect(clampZoom(range as [number, number], 10)).toEqual(zoom))
})
