import type { Preprocessing, ResizeMode } from '../preprocessing.ts'
import type { OnnxBuilder } from './onnx-builder.ts'

/** Fractional bits of Pillow's weights. */
const fraction = 2 ** 22

/** Scaled size along one side, and the scaled pixel at which the target begins: below nothing where it is padded. */
interface Along {
  readonly source: string
  readonly scaled: string
  readonly offset: string
}

/**
 * Scales planes, C×H×W in double precision and of any size, to the preprocessing's size (its central crop where it has
 * one), to the byte as Pillow's bilinear filter does it: weights of 22 bits made from the picture's own size, each pass
 * rounded to 8 bits. Like Pillow from version 13 on, height goes first where it shrinks by more than twice the pixels that
 * width does. All sums are whole numbers below 2^53, so their order does not matter.
 */
export function resize(
  b: OnnxBuilder,
  planes: string,
  sides: readonly [height: string, width: string],
  of: Preprocessing,
) {
  const [rows, columns] = place(b, sides, of)
  const down = weights(b, rows, middle(of.height, of.crop))
  const across = b.node('Transpose', [weights(b, columns, middle(of.width, of.crop))], { perm: { ints: [1, 0] } })
  const shrinks = (side: Along) => b.node('Sub', [side.source, side.scaled])
  const isShorter = b.node('Greater', [rows.source, rows.scaled])
  const twice = b.node('Mul', [shrinks(columns), b.number(2)])
  const isDownFirst = b.node('And', [isShorter, b.node('Greater', [shrinks(rows), twice])])
  return b.node('If', [isDownFirst], {
    then_branch: b.branch('down-first', inner => pass(inner, pass(inner, down, planes), across)),
    else_branch: b.branch('across-first', inner => pass(inner, down, pass(inner, planes, across))),
  })
}

/** One pass: products summed, rounded to 8 bits. */
function pass(b: OnnxBuilder, left: string, right: string): string {
  const sum = b.node('Add', [b.node('MatMul', [left, right]), b.number(fraction / 2)])
  return b.node('Min', [b.node('Floor', [b.node('Div', [sum, b.number(fraction)])]), b.number(255)])
}

function middle(side: number, crop: number): { first: number; count: number } {
  return crop === 0 ? { first: 0, count: side } : { first: Math.floor((side - crop) / 2), count: crop }
}

/** Pillow's triangle filter as a matrix, targets × sources; rows of zeros are padding. */
function weights(
  b: OnnxBuilder,
  { source, scaled, offset }: Along,
  { first, count }: { first: number; count: number },
): string {
  const targets = b.doubles(
    Array.from({ length: count }, (_, i) => first + i),
    [count, 1],
  )
  const place = b.node('Add', [targets, offset])
  const scale = b.node('Div', [source, scaled])
  const narrow = b.node('Div', [b.number(1), b.node('Max', [scale, b.number(1)])])
  const centre = b.node('Mul', [b.node('Add', [place, b.number(0.5)]), scale])
  const sources = b.node('Range', [b.number(0), source, b.number(1)])
  const away = b.node('Add', [b.node('Sub', [sources, centre]), b.number(0.5)])
  const near = b.node('Sub', [b.number(1), b.node('Abs', [b.node('Mul', [away, narrow])])])
  const exact = b.node('Max', [near, b.number(0)])
  const sum = b.node('ReduceSum', [exact, b.ints([1])])
  const share = b.node('Div', [exact, b.node('Where', [b.node('Equal', [sum, b.number(0)]), b.number(1), sum])])
  const whole = b.node('Floor', [b.node('Add', [b.node('Mul', [share, b.number(fraction)]), b.number(0.5)])])
  const isInside = b.node('And', [b.node('GreaterOrEqual', [place, b.number(0)]), b.node('Less', [place, scaled])])
  return b.node('Where', [isInside, whole, b.number(0)])
}

const chooses: Record<Exclude<ResizeMode, 'squash'>, readonly [opType: string, denominator: number]> = {
  crop: ['Min', 1],
  fill: ['Max', 1],
  'half-crop': ['Add', 2],
}

/** Where the picture lands, as fovea_pixels places it; whole numbers throughout, kept in double precision. */
function place(b: OnnxBuilder, [height, width]: readonly [string, string], of: Preprocessing): readonly [Along, Along] {
  if (of.resize === 'squash') {
    const whole = (source: string, side: number) => ({ source, scaled: b.number(side), offset: b.number(0) })
    return [whole(height, of.height), whole(width, of.width)]
  }
  const [opType, denominator] = chooses[of.resize]
  const wide = b.node('Mul', [width, b.number(of.height)])
  const tall = b.node('Mul', [height, b.number(of.width)])
  const numerator = b.node(opType, [wide, tall])
  const twice = b.node('Mul', [numerator, b.number(2)])
  const scaledTo = (side: string) => {
    const product = b.node('Mul', [side, b.number(2 * of.height * of.width * denominator)])
    return b.node('Max', [b.node('Floor', [b.node('Div', [b.node('Add', [product, numerator]), twice])]), b.number(1)])
  }
  const isWide = b.node('Greater', [wide, tall])
  // The padding is the same on both ends: one pixel more of picture where it would be odd.
  const even = (scaled: string, side: number) => {
    const left = b.node('Sub', [b.number(side), scaled])
    const half = b.node('Floor', [b.node('Div', [left, b.number(2)])])
    return b.node('Add', [scaled, b.node('Sub', [left, b.node('Mul', [half, b.number(2)])])])
  }
  const rows = scaledTo(height)
  const columns = scaledTo(width)
  const isExact = of.resize === 'crop'
  const scaledRows = isExact ? rows : b.node('Where', [isWide, even(rows, of.height), rows])
  const scaledColumns = isExact ? columns : b.node('Where', [isWide, columns, even(columns, of.width)])
  const along = (source: string, scaled: string, side: number): Along => ({
    source,
    scaled,
    offset: b.node('Floor', [b.node('Div', [b.node('Sub', [scaled, b.number(side - 1)]), b.number(2)])]),
  })
  return [along(height, scaledRows, of.height), along(width, scaledColumns, of.width)]
}
