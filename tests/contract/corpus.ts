import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CompileOptions } from '@fovea/netspec'

export interface CorpusNetwork {
  readonly name: string
  readonly text: string
  /** The images and classes that the first line of its text names. */
  readonly options: CompileOptions
}

const folder = join(import.meta.dirname, 'corpus')
const heading = /^# (\d+)x(\d+)x(\d+), (\d+) classes\. /

/** Small networks of many families, and some that between them set every field of every layer; each is sound. */
export const corpus: readonly CorpusNetwork[] = readdirSync(folder)
  .sort()
  .map(file => {
    const text = readFileSync(join(folder, file), 'utf8')
    const [, channels, height, width, classes] = heading.exec(text)?.map(Number) ?? []
    if (!channels || !height || !width || !classes) throw new Error(`${file} does not begin with its size and classes`)
    return { name: file.replace('.prototxt', ''), text, options: { classes, input: { channels, height, width } } }
  })
