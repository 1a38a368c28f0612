import type { Refusal } from '@fovea/proto/common/v1/common'
import { type Recipe, Resize } from '@fovea/proto/datasets/v1/datasets'
import { refusal } from './refusals.js'

const LONGEST_NAME = 100
const LONGEST_SIDE = 4096
/** Pixels of one image: the exact sums of a mean image take 24 bytes for each. */
const MOST_PIXELS = 4 * 2 ** 20

/** What is wrong with a name, if anything. */
export function checkName(name: string): Refusal | undefined {
  if (name.trim() === '') {
    return refusal('name-empty', 'name', 'The dataset has no name.', 'Type a name, for example the name of the folder.')
  }
  if ([...name].length > LONGEST_NAME) {
    const message = `The name has ${[...name].length} characters; at most ${LONGEST_NAME} are allowed.`
    return refusal('name-too-long', 'name', message, 'Shorten the name.')
  }
  if (/\p{Cc}/u.test(name)) {
    return refusal('name-bad', 'name', 'The name holds a line break or another control character.', 'Type it again.')
  }
  return undefined
}

/** What is wrong with a recipe, if anything; the first fault. */
export function checkRecipe(recipe: Recipe): Refusal | undefined {
  return checkSize(recipe) ?? checkColour(recipe) ?? checkShares(recipe) ?? checkSeed(recipe) ?? checkClasses(recipe)
}

function checkSize({ height, width }: Recipe): Refusal | undefined {
  for (const [field, side] of [
    ['recipe.height', height],
    ['recipe.width', width],
  ] as const) {
    if (side < 1 || side > LONGEST_SIDE) {
      const message = `The size ${width}×${height} is not possible: a side is 1 to ${LONGEST_SIDE} pixels.`
      return refusal('bad-size', field, message, 'Choose for example 32×32, 64×64 or 256×256.')
    }
  }
  if (height * width > MOST_PIXELS) {
    const message = `The size ${width}×${height} makes ${(height * width).toLocaleString('en')} pixels an image; at most ${MOST_PIXELS.toLocaleString('en')} are allowed.`
    return refusal('bad-size', 'recipe.height', message, 'Choose a smaller size, for example 256×256.')
  }
  return undefined
}

function checkColour({ channels, resize }: Recipe): Refusal | undefined {
  if (channels !== 1 && channels !== 3) {
    const message = `${channels} channels are not possible: an image is colour (3) or grey (1).`
    return refusal('bad-channels', 'recipe.channels', message, 'Choose colour or grey.')
  }
  if (resize === Resize.UNSPECIFIED) {
    const message = 'The way to resize is not given.'
    return refusal('bad-resize', 'recipe.resize', message, 'Choose squash, crop, fill or half-crop.')
  }
  return undefined
}

function checkShares({ validationPercent, testPercent }: Recipe): Refusal | undefined {
  for (const [field, percent] of [
    ['recipe.validationPercent', validationPercent],
    ['recipe.testPercent', testPercent],
  ] as const) {
    if (!(percent >= 0 && percent <= 100)) {
      return refusal('bad-percent', field, `${percent} % is not a share of the images.`, 'Type a number from 0 to 100.')
    }
  }
  const sum = validationPercent + testPercent
  const field = 'recipe.validationPercent'
  if (sum > 100) {
    const message = `${validationPercent} % for validation and ${testPercent} % for testing make ${sum} %.`
    return refusal('split-over-100', field, message, 'Make the two shares smaller: together they are below 100 %.')
  }
  if (sum === 100) {
    const message = `${validationPercent} % for validation and ${testPercent} % for testing leave no image to train on.`
    return refusal('nothing-to-train', field, message, 'Make the two shares smaller: together they are below 100 %.')
  }
  return undefined
}

function checkSeed({ seed }: Recipe): Refusal | undefined {
  if (Number.isSafeInteger(seed) && seed >= 0) return undefined
  return refusal('bad-seed', 'recipe.seed', `The seed ${seed} is not possible.`, 'Type a whole number from 0.')
}

const MOST_CLASSES = 100_000
const LONGEST_CLASS = 200

function checkClasses({ classes, merged, minPerClass, maxPerClass }: Recipe): Refusal | undefined {
  for (const [field, limit] of [
    ['recipe.minPerClass', minPerClass],
    ['recipe.maxPerClass', maxPerClass],
  ] as const) {
    if (limit < 0)
      return refusal('bad-limit', field, `${limit} images per class are not possible.`, 'Type 0 for no limit.')
  }
  if (maxPerClass > 0 && maxPerClass < minPerClass) {
    const message = `At most ${maxPerClass} images per class are fewer than at least ${minPerClass}.`
    return refusal('bad-limit', 'recipe.maxPerClass', message, 'Make the larger number the maximum.')
  }
  const names = [...classes, ...merged.flatMap(({ name, from }) => [name, ...from])]
  if (names.length > MOST_CLASSES) {
    const message = `The recipe names ${names.length.toLocaleString('en')} classes; at most ${MOST_CLASSES.toLocaleString('en')} are possible.`
    return refusal('bad-classes', 'recipe.classes', message, 'Name fewer.')
  }
  const bad = names.find(name => name.length > LONGEST_CLASS || /\p{Cc}/u.test(name))
  if (bad === undefined) return undefined
  return refusal(
    'bad-classes',
    'recipe.classes',
    'A name of a class is too long or holds a control character.',
    'Type it again.',
  )
}
