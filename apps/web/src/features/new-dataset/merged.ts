import type { MergedClassInput } from '../../gql/graphql'

const lines = (text: string) => text.split('\n').filter(line => line.trim() !== '')

function readLine(line: string): MergedClassInput | undefined {
  const [name = '', parts, ...more] = line.split('=')
  const from = (parts ?? '').split('+').map(part => part.trim())
  if (name.trim() === '' || more.length > 0 || from.includes('')) return undefined
  return { name: name.trim(), from }
}

/** `animal = cat + dog`, one new class a line; lines that say something else are left out. */
export const readMerged = (text: string): MergedClassInput[] =>
  lines(text)
    .map(readLine)
    .filter(one => one !== undefined)

export const writeMerged = (merged: readonly { name: string; from: readonly string[] }[]) =>
  merged.map(({ name, from }) => `${name} = ${from.join(' + ')}`).join('\n')

/** The first line that names no merged class. */
export function mergedFault(text: string): string | undefined {
  const bad = lines(text).find(line => !readLine(line))
  return bad && `"${bad.trim()}" is not of the form new = first + second.`
}
