import { normalize } from 'node:path'
import { isImageName, isReadableName } from './file-names.js'

/** A line of a list: an image, by its whole path or its URL, and its label; or what is wrong with it. */
export type ListLine = { path: string; label: number } | { fault: string }

const LONGEST_LINE = 4096
const CONTROL = /\p{Cc}/u

export const isUrl = (text: string) => /^[a-z][a-z0-9+.-]*:\/\//i.test(text)

/**
 * `path label-number`, the path with any spaces; undefined for a blank line. A relative path is made whole from `folder`; whether it may be read is for
 * whoever knows the data roots.
 */
export function readListLine(line: string, labels: number, folder: string): ListLine | undefined {
  if (line.trim() === '') return undefined
  if (line.length > LONGEST_LINE) return { fault: `longer than ${LONGEST_LINE} characters` }
  const text = line.trim()
  const cut = Math.max(text.lastIndexOf(' '), text.lastIndexOf('\t'))
  if (cut < 0) return { fault: 'a line is a path, a space and the number of a label' }
  const [path, number] = [text.slice(0, cut).trim(), text.slice(cut + 1)]
  if (!/^\d{1,9}$/.test(number))
    return { fault: `it ends with "${number.slice(0, 40)}", not with the number of a label` }
  const label = Number(number)
  if (label >= labels) return { fault: `there is no label ${label}: the labels are 0 to ${labels - 1}` }
  if (CONTROL.test(path)) return { fault: 'its path holds a control character' }
  if (!isReadableName(path)) return { fault: 'its path is not valid UTF-8' }
  // What lies there is known when it is fetched; its name says nothing.
  if (isUrl(path)) return /^https?:/i.test(path) ? { path, label } : { fault: 'only http:// and https:// are fetched' }
  const whole = normalize(path.startsWith('/') ? path : `${folder}/${path}`)
  return isImageName(whole) ? { path: whole, label } : { fault: 'not an image file name' }
}

/** The labels of a file: line i names label i, blank lines at the end left out; or what is wrong with them. */
export function readLabels(text: string): string[] | { fault: string } {
  const names = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map(line => line.trim())
  while (names.at(-1) === '') names.pop()
  const blank = names.indexOf('')
  if (blank >= 0) return { fault: `line ${blank + 1} of the labels is blank` }
  const twice = names.find((name, n) => names.indexOf(name) !== n)
  if (twice !== undefined) return { fault: `the label "${twice}" stands there twice` }
  const bad = names.findIndex(name => CONTROL.test(name) || name.length > 200)
  if (bad >= 0) return { fault: `line ${bad + 1} of the labels is no name` }
  return names
}
