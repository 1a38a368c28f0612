import { Encoding, Resize } from '@fovea/proto/datasets/v1/datasets'
import { expect, it } from 'vitest'
import { checkName, checkRecipe } from './check-request.js'

const good = {
  height: 32,
  width: 32,
  channels: 3,
  resize: Resize.SQUASH,
  validationPercent: 25,
  testPercent: 0,
  seed: 1,
  mirror: false,
  classes: [],
  merged: [],
  minPerClass: 0,
  maxPerClass: 0,
  encoding: Encoding.RAW,
  fastDecoding: false,
}

it('a good request passes', () => {
  expect(checkRecipe(good)).toBeUndefined()
  expect(checkName('ships at sea')).toBeUndefined()
})

it.each([
  ['', 'name-empty'],
  ['  ', 'name-empty'],
  ['x'.repeat(101), 'name-too-long'],
  ['a\nb', 'name-bad'],
])('the name %j is refused: %s', (name, code) => expect(checkName(name)).toMatchObject({ code, field: 'name' }))

it.each([
  [{ height: 0 }, 'bad-size', 'recipe.height'],
  [{ width: 4097 }, 'bad-size', 'recipe.width'],
  [{ height: 4096, width: 4096 }, 'bad-size', 'recipe.height'],
  [{ channels: 2 }, 'bad-channels', 'recipe.channels'],
  [{ resize: Resize.UNSPECIFIED }, 'bad-resize', 'recipe.resize'],
  [{ validationPercent: -1 }, 'bad-percent', 'recipe.validationPercent'],
  [{ testPercent: Number.NaN }, 'bad-percent', 'recipe.testPercent'],
  [{ validationPercent: 60, testPercent: 50 }, 'split-over-100', 'recipe.validationPercent'],
  [{ validationPercent: 50, testPercent: 50 }, 'nothing-to-train', 'recipe.validationPercent'],
  [{ seed: -1 }, 'bad-seed', 'recipe.seed'],
  [{ minPerClass: -1 }, 'bad-limit', 'recipe.minPerClass'],
  [{ minPerClass: 5, maxPerClass: 4 }, 'bad-limit', 'recipe.maxPerClass'],
  [{ classes: ['a\nb'] }, 'bad-classes', 'recipe.classes'],
])('%j is refused: %s at %s', (change, code, field) => {
  const refused = checkRecipe({ ...good, ...change })
  expect(refused).toMatchObject({ code, field })
  expect(refused?.message).not.toBe('')
  expect(refused?.remedy).not.toBe('')
})
