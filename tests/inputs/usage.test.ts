import { expect, it } from 'vitest'
import { platform } from '../support/platform.js'
import { added, lookAround, lookAtRest } from './left.js'

/** Words that the command line does not understand, and what it says of them. */
const cases: [words: string[], text: RegExp][] = [
  [['train', 'x', '--epochs', 'banana'], /"banana" is not a number/],
  [['train', 'x', '--epochs', '1.5'], /"1.5" is not a whole number/],
  [['train', 'x', '--policy', 'steep'], /"steep" is none of fixed, step/],
  [['train', 'x', '--dataset', 'alone'], /needs --dataset, and --network or --from/],
  [['dataset', 'create', 'x'], /Give one of --folder, --list, --archive, --s3 and --from/],
  [['dataset', 'create', 'x', '--folder', '/', '--size', '32'], /"32" is not a size such as 32x32/],
  [['dataset', 'create', 'x', '--folder', '/', '--channels', 'cmyk'], /"cmyk" is none of rgb, gray/],
  [['dataset', 'create', 'x', '--folder', '/', '--resize', 'melt'], /"melt" is none of squash, crop/],
  [['classify', 'x'], /missing required argument 'image'/],
  [['ls', 'planets'], /Allowed choices are datasets, models, runs/],
  [['run', 'dance', 'x'], /unknown command 'dance'|too many arguments/],
  [['run', 'pause'], /missing required argument/],
  [['nonsense'], /unknown command 'nonsense'/],
]

it.each(cases)('%j ends with exit code 2 and one JSON object', async (words, text) => {
  const shared = await platform()
  const before = await lookAtRest(shared)
  const { code, stdout, stderr } = await shared.cli(words)
  expect(code).toBe(2)
  expect(stdout.error.message).toMatch(text)
  expect(stderr).toMatch(text)
  expect(added(before, await lookAround(shared))).toEqual({ tables: [], objects: [], files: [] })
})
