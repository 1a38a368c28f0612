import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { png, text } from '../inputs/pictures.js'

const CLASSES = ['bright', 'dark']
const EACH = 30
const LONG = 'as cameras, people and programs name them, again and again, a copy of a copy of a picture'

/** A folder of two classes in which pictures stand twice, under both classes, and next to files that are none; names of every length. */
export function makeFlawedFolder(dataRoot: string): string {
  const folder = join(dataRoot, 'flawed')
  for (const name of CLASSES) mkdirSync(join(folder, name), { recursive: true })
  for (const [label, name] of CLASSES.entries()) {
    for (let n = 0; n < EACH; n++) {
      const picture = png(label === 0 ? 150 : 30, n * 3 + label)
      writeFileSync(join(folder, name, `${n}.png`), picture)
      if (n % 3 === 0) writeFileSync(join(folder, name, `${n} ${LONG}.png`), picture)
      if (n % 10 === 0) writeFileSync(join(folder, CLASSES[1 - label] as string, `${n} from ${name}.png`), picture)
    }
    for (let n = 0; n < 25; n++) writeFileSync(join(folder, name, `${n} ${LONG}.txt`), text())
  }
  return folder
}
