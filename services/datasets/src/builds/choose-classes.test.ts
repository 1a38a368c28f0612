import { expect, it } from 'vitest'
import { chooseClasses } from './choose-classes.js'

const all = ['cat', 'dog', 'ship', 'truck']

it.each([
  [[], [], ['cat:0', 'dog:1', 'ship:2', 'truck:3']],
  [['truck', 'cat'], [], ['cat:0', 'truck:3']],
  [[], [{ name: 'animal', from: ['dog', 'cat'] }], ['animal:0,1', 'ship:2', 'truck:3']],
  [['ship'], [{ name: 'animal', from: ['dog', 'cat'] }], ['animal:0,1', 'ship:2']],
  [[], [{ name: 'cat', from: ['cat', 'truck'] }], ['cat:0,3', 'dog:1', 'ship:2']],
  [[], [{ name: 'dog', from: ['cat'] }], ['dog:0,1', 'ship:2', 'truck:3']],
])('%j with %j merged: %j', (chosen, merged, expected) => {
  const classes = chooseClasses(all, { chosen, merged })
  expect(Array.isArray(classes) && classes.map(({ name, labels }) => `${name}:${labels}`)).toEqual(expected)
})

it.each([
  [['cow'], [], 'unknown-class'],
  [[], [{ name: 'x', from: ['cow'] }], 'unknown-class'],
  [['cat'], [], 'one-class'],
  [[], [{ name: 'x', from: all }], 'one-class'],
  [[], [{ name: ' ', from: ['cat'] }], 'bad-merge'],
  [[], [{ name: 'x', from: [] }], 'bad-merge'],
  [
    [],
    [
      { name: 'x', from: ['cat'] },
      { name: 'y', from: ['cat'] },
    ],
    'bad-merge',
  ],
])('%j with %j merged is refused: %s', (chosen, merged, code) =>
  expect(chooseClasses(all, { chosen, merged })).toMatchObject({ code }),
)
