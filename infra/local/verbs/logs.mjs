import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../failure.mjs'
import { readOptions } from '../options.mjs'
import { openHome } from '../place.mjs'

const TAIL_BYTES = 16_384

/** Prints the end of one log, or of all with their names; --follow goes on until Ctrl-C. */
export async function logs(words) {
  const options = readOptions(words, ['follow'])
  const folder = join(openHome(options.home), 'logs')
  const known = existsSync(folder)
    ? readdirSync(folder)
        .filter(name => name.endsWith('.log'))
        .map(name => name.slice(0, -4))
    : []
  const [wanted] = options.rest
  if (wanted && !known.includes(wanted))
    throw new Failure(`There is no log of ${wanted}. Known: ${known.join(', ') || 'none yet'}.`)
  const names = wanted ? [wanted] : known
  const places = new Map(names.map(name => [name, Math.max(0, sizeOf(folder, name) - TAIL_BYTES)]))
  const show = () => {
    for (const [name, place] of places) places.set(name, print(folder, name, place, names.length > 1))
  }
  show()
  while (options.follow) {
    await sleep(300)
    show()
  }
}

function sizeOf(folder, name) {
  return statSync(join(folder, `${name}.log`), { throwIfNoEntry: false })?.size ?? 0
}

/** Prints whole lines from `place` on; answers where the next call begins. A log that was cut begins anew. */
function print(folder, name, place, named) {
  const size = sizeOf(folder, name)
  const from = size < place ? 0 : place
  if (size === from) return from
  const file = openSync(join(folder, `${name}.log`))
  const buffer = Buffer.alloc(Math.min(size - from, 4 << 20))
  const read = readSync(file, buffer, 0, buffer.length, from)
  closeSync(file)
  const end = buffer.lastIndexOf(10, read - 1) + 1
  const text = buffer.subarray(0, end).toString('utf8')
  process.stdout.write(named ? text.replace(/^(?=.)/gm, `${name}: `) : text)
  return from + end
}
