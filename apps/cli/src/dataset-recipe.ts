import { type Command, InvalidArgumentError } from 'commander'
import type { DatasetPartsFragment, Encoding, Resize } from './gen/graphql.js'
import { channels, encoding, number, resize, size, whole } from './numbers.js'

type Recipe = DatasetPartsFragment['recipe']

export interface RecipeOptions {
  val?: number
  test?: number
  size?: { height: number; width: number }
  channels?: number
  resize?: Resize
  seed?: number
  encoding?: Encoding
  fastDecoding?: true
  recipe: Partial<Recipe>
}

const names = (text: string) => text.split(',').map(name => name.trim())

/** `25,10`: percent for validation and for testing. */
function split(text: string) {
  const [val, test = '0', ...more] = names(text)
  if (val === undefined || more.length > 0) throw new InvalidArgumentError(`"${text}" is not a split such as 25,10.`)
  return { validationPercent: number(val), testPercent: number(test) }
}

/** `animal:cat+dog`: several classes under a new name. */
function merge(text: string, before: Partial<Recipe>) {
  const [, name, parts] = /^([^:]+):(.+)$/.exec(text) ?? []
  if (!name || !parts) throw new InvalidArgumentError(`"${text}" does not merge classes; write merge=animal:cat+dog.`)
  return { merged: [...(before.merged ?? []), { name, from: parts.split('+').map(part => part.trim()) }] }
}

/** The words of --recipe; each may be given once, merge any number of times. */
const WORDS: Record<string, (value: string, before: Partial<Recipe>) => Partial<Recipe>> = {
  mirror: () => ({ mirror: true }),
  gray: () => ({ channels: 1 }),
  grey: () => ({ channels: 1 }),
  colour: () => ({ channels: 3 }),
  color: () => ({ channels: 3 }),
  size,
  resize: value => ({ resize: resize(value) }),
  classes: value => ({ classes: names(value) }),
  merge,
  min: value => ({ minPerClass: whole(value) }),
  max: value => ({ maxPerClass: whole(value) }),
  split,
  seed: value => ({ seed: whole(value) }),
  encoding: value => ({ encoding: encoding(value) }),
  fast: () => ({ fastDecoding: true }),
}

function recipeWord(text: string, before: Partial<Recipe>): Partial<Recipe> {
  const at = text.indexOf('=')
  const [word, value] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
  const read = WORDS[word]
  if (!read) throw new InvalidArgumentError(`"${word}" is none of ${Object.keys(WORDS).join(', ')}.`)
  return { ...before, ...read(value, before) }
}

/** What is stored of the images. `--recipe` changes single points of it, and may be given several times. */
export const addRecipeOptions = (command: Command) =>
  command
    .option('--val <percent>', 'share for validation (25)', number)
    .option('--test <percent>', 'share for testing (0)', number)
    .option('--size <WxH>', 'size of the images (32x32)', size)
    .option('--channels <rgb|gray>', 'colour or grey (rgb)', channels)
    .option('--resize <mode>', 'squash, crop, fill or half-crop (squash)', resize)
    .option('--seed <n>', 'seed of split and order (1)', whole)
    .option('--encoding <kind>', 'how images are kept: raw, jpeg or png (raw)', encoding)
    .option('--fast-decoding', 'decode large JPEG files at a fraction of their size')
    .option(
      '--recipe <word...>',
      'mirror | gray | size=WxH | resize=MODE | classes=a,b | merge=new:a+b | min=N | max=N | split=VAL,TEST | seed=N | encoding=KIND | fast',
      recipeWord,
      {},
    )

const INITIAL: Recipe = {
  width: 32,
  height: 32,
  channels: 3,
  resize: 'SQUASH',
  validationPercent: 25,
  testPercent: 0,
  seed: 1,
  mirror: false,
  classes: [],
  merged: [],
  minPerClass: 0,
  maxPerClass: 0,
  encoding: 'RAW',
  fastDecoding: false,
}

/** The recipe of the options on top of `from`, another dataset's, or of the usual one. */
export function recipeOf(options: RecipeOptions, from: Recipe = INITIAL): Recipe {
  const { val, test, size: given, channels: colours, seed } = options
  return {
    ...from,
    ...(val !== undefined && { validationPercent: val }),
    ...(test !== undefined && { testPercent: test }),
    ...given,
    ...(colours !== undefined && { channels: colours }),
    ...(options.resize && { resize: options.resize }),
    ...(seed !== undefined && { seed }),
    ...(options.encoding && { encoding: options.encoding }),
    ...(options.fastDecoding && { fastDecoding: true }),
    ...options.recipe,
  }
}
