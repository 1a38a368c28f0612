import { elements } from '../layer.ts'
import type { Figures, LayerFigures } from './figures.ts'

/** Bytes of one moment. */
export interface Moment {
  readonly gradients: number
  readonly activations: number
  /** What the layer of that moment needs only while it computes. */
  readonly passing: number
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

/** Walks one step of training, forward and backward, as the worker's PyTorch does, and finds the moment when most is held. */
export class StepMemory {
  private fullest: Moment = { gradients: 0, activations: 0, passing: 0 }
  private activations = 0
  private gradients = 0
  private readonly blobs = new Map<string, Piece>()
  private readonly slopes = new Map<string, Piece>()
  /** Blobs that depend on something learnt. */
  private readonly learning = new Set<string>()
  private readonly ops: readonly LayerFigures[]
  /** Numbers of each blob, for one image. */
  private readonly sizes: ReadonlyMap<string, number>

  constructor(
    private readonly figures: Figures,
    private readonly batchSize: number,
    private readonly accumulates: boolean,
  ) {
    this.ops = figures.layers.filter(({ phases, type }) => phases.includes('train') && type !== 'Accuracy')
    this.sizes = new Map(this.ops.flatMap(({ tops, shapes }) => tops.map((top, i) => [top, elements(shapes[i] ?? [])])))
  }

  most(): Moment {
    const all = float32Bytes * this.figures.parameters
    if (this.accumulates) this.gradients = all
    // The loop holds the batch all the time.
    this.blobs.set('data', this.take(this.figures.input))
    const moves = this.ops.map((op, i) => this.forward(op, i))
    for (const move of moves.reverse()) this.backward(move)
    this.gradients = all
    this.look(0)
    return this.fullest
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
      ? [...(held.bottoms ? inputs.map(hold) : []), ...(held.tops ? outputs.map(hold) : []), this.take(held.more)]
      : []
    this.look(held.passing)
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
      this.look(held.passing)
      // A second gradient is added to the first.
      if (this.slopes.has(bottom)) this.release(made)
      else this.slopes.set(bottom, made)
    }
    if (!this.accumulates && kept.length > 0) this.gradients += float32Bytes * op.parameters
    this.look(held.passing)
    for (const piece of kept) this.release(piece)
    for (const top of tops) this.drop(this.slopes, top)
  }

  /** As the worker's network decides it. */
  private overwrites({ type, bottoms: [bottom = ''] }: LayerFigures): boolean {
    const readers = this.figures.layers.filter(({ bottoms }) => bottoms.includes(bottom))
    const makers = this.figures.layers.filter(({ tops }) => tops.includes(bottom))
    return type === 'ReLU' && readers.length === 1 && makers.length === 1 && overwritten.has(makers[0]?.type ?? '')
  }

  private isRead(blob: string, after: number): boolean {
    return this.ops.some(({ bottoms }, i) => i > after && bottoms.includes(blob))
  }

  private take(numbers: number): Piece {
    const bytes = float32Bytes * numbers * this.batchSize
    this.activations += bytes
    return { bytes, holders: 1 }
  }

  private release(piece: Piece): void {
    piece.holders -= 1
    if (piece.holders === 0) this.activations -= piece.bytes
  }

  private drop(pieces: Map<string, Piece>, name: string): void {
    const piece = pieces.get(name)
    if (piece !== undefined) this.release(piece)
    pieces.delete(name)
  }

  private look(passingNumbers: number): void {
    const passing = float32Bytes * passingNumbers * this.batchSize
    const { gradients, activations } = this
    if (gradients + activations + passing > sum(this.fullest)) this.fullest = { gradients, activations, passing }
  }
}

function hold(piece: Piece): Piece {
  piece.holders += 1
  return piece
}

function sum({ gradients, activations, passing }: Moment): number {
  return gradients + activations + passing
}
