import { InvalidArgumentError } from 'commander'
import type { Encoding, Mean, PolicyType, Resize } from './gen/graphql.js'

/** Readers of option values; what they refuse is a usage fault (exit code 2). */
export function number(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError(`"${text}" is not a number.`)
  return value
}

export function whole(text: string): number {
  const value = number(text)
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError(`"${text}" is not a whole number.`)
  return value
}

export const numbers = (text: string): number[] => text.split(',').map(part => number(part.trim()))

/** 32x32 is width × height, as people write pictures. */
export function size(text: string): { width: number; height: number } {
  const parts = /^(\d+)x(\d+)$/i.exec(text)
  if (!parts) throw new InvalidArgumentError(`"${text}" is not a size such as 32x32.`)
  return { width: Number(parts[1]), height: Number(parts[2]) }
}

/** 3x32x32 is channels, height, width, as networks take them. */
export function input(text: string): { channels: number; height: number; width: number } {
  const parts = /^(\d+)x(\d+)x(\d+)$/i.exec(text)
  if (!parts) throw new InvalidArgumentError(`"${text}" is not an input such as 3x32x32.`)
  return { channels: Number(parts[1]), height: Number(parts[2]), width: Number(parts[3]) }
}

const oneOf =
  <T>(choices: Record<string, T>) =>
  (text: string): T => {
    const found = choices[text.toLowerCase()]
    if (found === undefined) throw new InvalidArgumentError(`"${text}" is none of ${Object.keys(choices).join(', ')}.`)
    return found
  }

export const phase = oneOf<'train' | 'test'>({ train: 'train', test: 'test' })
export const channels = oneOf({ rgb: 3, gray: 1, grey: 1 })
export const resize = oneOf<Resize>({ squash: 'SQUASH', crop: 'CROP', fill: 'FILL', 'half-crop': 'HALF_CROP' })
export const encoding = oneOf<Encoding>({ raw: 'RAW', jpeg: 'JPEG', png: 'PNG' })
export const mean = oneOf<Mean>({ none: 'NONE', image: 'IMAGE', pixel: 'PIXEL' })
export const policy = oneOf<PolicyType>({
  fixed: 'FIXED',
  step: 'STEP',
  multistep: 'MULTISTEP',
  exp: 'EXP',
  inv: 'INV',
  poly: 'POLY',
  sigmoid: 'SIGMOID',
})
