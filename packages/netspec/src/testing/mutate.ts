import { FaultList } from '../faults.ts'
import { standardLayers } from '../standard-layers.ts'
import { type Token, tokenize } from '../text/tokens.ts'
import type { Random } from './random.ts'

/** A word of prototxt as it is written; texts in quotes keep them. */
export type Piece = string
/** One `layer { … }`, word by word. */
export type Layer = readonly Piece[]

const numbers =
  '0 1 2 3 5 7 8 16 64 -1 -2 0.5 1e9 1000000000 2147483647 4294967296 -2147483648 1e400 nan 0x7f 017 08 .5f 1e-30'.split(
    ' ',
  )
const names = [
  'data',
  'label',
  '',
  '__proto__',
  'constructor',
  'toString',
  'a\\nb',
  "it's",
  '\\"',
  '…',
  'x@y',
  'x'.repeat(300),
]
const words =
  'true false MAX AVE SUM PROD TRAIN TEST STRICT PERMISSIVE VALID inf TANH RELU CONVOLUTION layer layers'.split(' ')
const marks = '{ } < > [ ] : , ; # "'.split(' ')

/** Every field that any layer has, with what else the language knows. */
const fields: readonly string[] = [
  ...new Set([
    ...standardLayers.flatMap(({ message, fields }) => [
      ...(message === undefined ? [] : [message]),
      ...Object.keys(fields),
    ]),
    ...'name type bottom top include exclude phase stage not_stage min_level param lr_mult loss_weight propagate_down blobs_lr'.split(
      ' ',
    ),
  ]),
]
const types = standardLayers.map(({ type }) => `"${type}"`)

/** Cuts a text into its layers. */
export function layersOf(text: string): Layer[] {
  const tokens = tokenize(text, new FaultList())
  const layers: Piece[][] = []
  let depth = 0
  for (const token of tokens) {
    if (token.kind === 'end') break
    if (depth === 0 && token.text === 'layer') layers.push([])
    layers.at(-1)?.push(written(token))
    if (token.kind === 'mark' && token.text === '{') depth += 1
    if (token.kind === 'mark' && token.text === '}') depth -= 1
  }
  return layers
}

function written({ kind, text }: Token): Piece {
  return kind === 'string' ? JSON.stringify(text) : text
}

/** Lets each layer but the first read what the one before it makes. */
export function chain(layers: readonly Layer[]): Layer[] {
  let last = '"data"'
  return layers.map(layer => {
    const bottom = layer.indexOf('bottom')
    const chained = bottom < 0 ? layer : layer.with(bottom + 2, last)
    const top = layer.indexOf('top')
    if (top >= 0 && bottom >= 0) last = layer[top + 2] ?? last
    return chained
  })
}

/** One change of a layer that keeps, mostly, to the grammar. */
export function mutate(layer: Layer, random: Random): Layer {
  const at = random.below(layer.length)
  const piece = layer[at] ?? ''
  const roll = random.below(100)
  if (roll < 50) return layer.with(at, likeIt(piece, layer[at + 1], random))
  if (roll < 65) return withoutField(layer, at)
  if (roll < 80) return twice(layer, at)
  if (roll < 93)
    return layer.toSpliced(1 + layer.indexOf('{'), 0, random.pick(fields), ':', random.pick(values(random)))
  if (roll < 97) return layer.toSpliced(at, 0, random.pick(marks))
  return layer.toSpliced(at, 1)
}

/** Another word of the same kind. */
function likeIt(piece: Piece, next: Piece | undefined, random: Random): Piece {
  if (piece.startsWith('"')) return random.chance(0.3) ? random.pick(types) : `"${random.pick(names)}"`
  if (/^[-+.0-9]/.test(piece)) return random.pick(numbers)
  if (marks.includes(piece)) return piece
  return next === ':' || next === '{' ? (piece === 'layer' ? piece : random.pick(fields)) : random.pick(words)
}

function values(random: Random): readonly string[] {
  return random.pick([numbers, words, types, ['{ }', '[ 1 , 2 ]', '"x" "y"', '< >']])
}

/** The field around a place: its name, colon and value, or its message. */
function fieldAround(layer: Layer, at: number): readonly [start: number, end: number] {
  let start = at
  while (start > 0 && !/^[a-z_]+$/.test(layer[start] ?? '')) start -= 1
  let end = start + 1
  if (layer[end] === ':') return [start, end + 2]
  let depth = 0
  for (; end < layer.length; end += 1) {
    if (layer[end] === '{') depth += 1
    if (layer[end] === '}') depth -= 1
    if (depth <= 0) break
  }
  return [start, end + 1]
}

function withoutField(layer: Layer, at: number): Layer {
  const [start, end] = fieldAround(layer, at)
  return start === 0 ? layer : layer.toSpliced(start, end - start)
}

function twice(layer: Layer, at: number): Layer {
  const [start, end] = fieldAround(layer, at)
  return start === 0 ? layer : layer.toSpliced(start, 0, ...layer.slice(start, end))
}
