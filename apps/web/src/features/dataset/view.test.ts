import { expect, it } from 'vitest'
import { readView, type View, writeView } from './view'

const nothing: View = { split: undefined, label: undefined, page: 1, at: undefined, finding: undefined }

it.each<[string, View]>([
  ['', nothing],
  ['?split=VAL&class=0&page=3&at=61&finding=LEAK', { split: 'VAL', label: 0, page: 3, at: 61, finding: 'LEAK' }],
  ['?class=12', { ...nothing, label: 12 }],
])('%s is read as it is written', (text, view) => {
  expect(readView(new URLSearchParams(text))).toEqual(view)
  expect(writeView(view)).toBe(text)
})

it.each(['?split=OTHER', '?class=-1', '?page=0', '?page=x', '?at=1e9'])('%s is passed over', text => {
  expect(readView(new URLSearchParams(text))).toEqual(nothing)
})
