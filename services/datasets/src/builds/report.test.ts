import { expect, it } from 'vitest'
import { shortageOf } from './report.js'

const classes = ['no ship', 'ship']
const planned = { train: [6, 3], val: [2, 1], test: [0, 0] }

it.each([
  [planned, undefined],
  [{ train: [5, 1], val: [1, 0], test: [0, 0] }, undefined],
  [{ train: [0, 0], val: [0, 0], test: [0, 0] }, 'None of the 12 images could be read.'],
  [{ train: [6, 0], val: [2, 0], test: [0, 0] }, 'No image of the class "ship" could be read.'],
  [{ train: [6, 0], val: [2, 1], test: [0, 0] }, 'No image of the class "ship" is left for training.'],
  [{ train: [6, 3], val: [0, 0], test: [0, 0] }, 'No image for validation could be read.'],
])('of %j kept: %s', (kept, reason) => expect(shortageOf(classes, planned, kept)?.reason).toBe(reason))
