import { elements } from '../layer.ts'
import type { Figures, LayerFigures } from './figures.ts'
import type { Arrays } from './held.ts'

/** Bytes of one moment. */
export interface Moment {
  readonly gradients: number
  readonly activations: number
  /** What the layer of that moment needs only while it computes. */
  readonly passing: number
}

export interface StepForecast {
  /** When most is in use. */
  readonly fullest: Moment
  /** Bytes that the process holds at most; more than are in use, since small pieces leave gaps that others do not fit. */
  readonly resident: number
}

/** One piece of memory that several blobs may share; it goes when nobody holds it. */
interface Piece {
  readonly bytes: number
  holders: number
}

interface Move {
  readonly op: LayerFigures
  /** What its backward pass needs. */
  readonly kept: readonly Piece[]
}

/** Layers whose gradient is passed on as it is, or in parts of it. */
const passingOn = new Set(['Bias', 'Concat', 'Eltwise'])
/** Makers of a blob that a ReLU may write over, since their own backward pass does not read it. */
const overwritten = new Set(['Convolution', 'InnerProduct', 'Pooling', 'Scale'])
const float32Bytes = 4
/** Of this size on, glibc maps each piece alone and gives it back at once; smaller ones stay with the process. */
const mappedBytes = 32 * 2 ** 20
/** Bytes held over those in use, of the standard networks on two kinds of machine: small pieces leave gaps, convolutions reorder large ones. */
const residence = { small: 1.36, large: 1.3 }

/** Bytes in small pieces and in large ones. */
class Sizes {
  small = 0
  large = 0

  add(bytes: number, sign: 1 | -1 = 1): void {
    if (bytes < mappedBytes) this.small += sign * bytes
    else this.large += sign * bytes
  }

  get all(): number {
    return this.small + this.large
  }
}

/** Walks one step of training, forward and backward, as the worker's PyTorch does, and finds the moment when most is held. */
export class StepMemory {
  private fullest: Moment = { gradients: 0, activations: 0, passing: 0 }
  private resident = 0
  private readonly activations = new Sizes()
  private readonly gradients = new Sizes()
  private readonly blobs = new Map<string, Piece>()
  private readonly slopes = new Map<string, Piece>()
  /** Blobs that depend on something learnt. */
  private readonly learning = new Set<string>()
  private readonly ops: readonly LayerFigures[]
  /** Numbers of each blob, for one image. */
  private readonly sizes: ReadonlyMap<string, number>
  private readonly lastReads: ReadonlyMap<string, number>
  /** Types of the layers that make a blob, in whatever phase, and how many read it. */
  private readonly makers = new Map<string, string[]>()
  private readonly readers = new Map<string, number>()

  constructor(
    private readonly figures: Figures,
    private readonly batchSize: number,
    private readonly accumulates: boolean,
  ) {
    this.ops = figures.layers.filter(({ phases, type }) => phases.includes('train') && type !== 'Accuracy')
    this.sizes = new Map(this.ops.flatMap(({ tops, shapes }) => tops.map((top, i) => [top, elements(shapes[i] ?? [])])))
    this.lastReads = new Map(this.ops.flatMap(({ bottoms }, i) => bottoms.map(bottom => [bottom, i])))
    for (const { type, bottoms, tops } of figures.layers) {
      for (const top of tops) this.makers.set(top, [...(this.makers.get(top) ?? []), type])
      for (const bottom of new Set(bottoms)) this.readers.set(bottom, (this.readers.get(bottom) ?? 0) + 1)
    }
  }

  forecast(): StepForecast {
    if (this.accumulates) for (const op of this.ops) this.gradients.add(float32Bytes * op.parameters)
    // The loop holds the batch all the time.
    this.blobs.set('data', this.take(this.figures.input))
    const moves = this.ops.map((op, i) => this.forward(op, i))
    for (const move of moves.reverse()) this.backward(move)
    return { fullest: this.fullest, resident: this.resident }
  }

  private forward(op: LayerFigures, i: number): Move {
    const { bottoms, tops, shapes, held } = op
    const inputs = bottoms.flatMap(bottom => this.blobs.get(bottom) ?? [])
    const shared = held.isView || this.overwrites(op) ? inputs[0] : undefined
    const outputs = tops.map((top, t) => {
      const piece = shared === undefined ? this.take(elements(shapes[t] ?? [])) : hold(shared)
      this.blobs.set(top, piece)
      return piece
    })
    const isLearning = op.parameters > 0 || bottoms.some(bottom => this.learning.has(bottom))
    if (isLearning) for (const top of tops) this.learning.add(top)
    const kept = isLearning
      ? [...(held.bottoms ? inputs.map(hold) : []), ...(held.tops ? outputs.map(hold) : []), ...this.takeAll(held.more)]
      : []
    this.look(op)
    for (const name of new Set([...bottoms, ...tops]))
      if (name !== 'data' && !this.isRead(name, i)) this.drop(this.blobs, name)
    return { op, kept }
  }

  private backward({ op, kept }: Move): void {
    const { bottoms, tops, held } = op
    const slope = tops.flatMap(top => this.slopes.get(top) ?? [])[0]
    const passes = slope !== undefined && (held.isView || passingOn.has(op.type))
    for (const bottom of new Set(bottoms)) {
      if (!this.learning.has(bottom)) continue
      const made = passes ? hold(slope) : this.take(this.sizes.get(bottom) ?? 0)
      this.look(op)
      // A second gradient is added to the first.
      if (this.slopes.has(bottom)) this.release(made)
      else this.slopes.set(bottom, made)
    }
    if (!this.accumulates && kept.length > 0) this.gradients.add(float32Bytes * op.parameters)
    this.look(op)
    for (const piece of kept) this.release(piece)
    for (const top of tops) this.drop(this.slopes, top)
  }

  /** As the worker's network decides it. */
  private overwrites({ type, bottoms: [bottom = ''] }: LayerFigures): boolean {
    const [maker, ...others] = this.makers.get(bottom) ?? []
    const isAlone = others.length === 0 && this.readers.get(bottom) === 1
    return type === 'ReLU' && isAlone && maker !== undefined && overwritten.has(maker)
  }

  private isRead(blob: string, after: number): boolean {
    return (this.lastReads.get(blob) ?? -1) > after
  }

  private take(numbers: number): Piece {
    const bytes = float32Bytes * numbers * this.batchSize
    this.activations.add(bytes)
    return { bytes, holders: 1 }
  }

  private takeAll({ pieces, size }: Arrays): Piece[] {
    return Array.from({ length: pieces }, () => this.take(size))
  }

  private release(piece: Piece): void {
    piece.holders -= 1
    if (piece.holders === 0) this.activations.add(piece.bytes, -1)
  }

  private drop(pieces: Map<string, Piece>, name: string): void {
    const piece = pieces.get(name)
    if (piece !== undefined) this.release(piece)
    pieces.delete(name)
  }

  private look({ held: { passing: arrays } }: LayerFigures): void {
    const passing = new Sizes()
    for (let i = 0; i < arrays.pieces; i += 1) passing.add(float32Bytes * arrays.size * this.batchSize)
    const { gradients, activations } = this
    const parts = [gradients, activations, passing]
    this.resident = Math.max(
      this.resident,
      sum(parts.map(({ small, large }) => residence.small * small + residence.large * large)),
    )
    const { fullest } = this
    if (sum(parts.map(({ all }) => all)) > fullest.gradients + fullest.activations + fullest.passing)
      this.fullest = { gradients: gradients.all, activations: activations.all, passing: passing.all }
  }
}

function hold(piece: Piece): Piece {
  piece.holders += 1
  return piece
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
