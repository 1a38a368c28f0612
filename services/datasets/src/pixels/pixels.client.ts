import { ChildPool, LOGGER, type Logger, Readiness, Shutdown } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { CONFIG, type Config } from '../config.js'
import type { EncodingName, ResizeMode } from '../datasets/dataset.entity.js'

/** What an image is turned into. */
export interface PixelRecipe {
  height: number
  width: number
  channels: number
  resize: ResizeMode
  mirror: boolean
  encoding: EncodingName
  fastDecoding: boolean
}

export interface ShardOrder {
  recipe: PixelRecipe
  /** No file outside of it is opened. */
  root: string
  /** Absolute paths. */
  images: { path: string; label: number }[]
  /** Absolute path of the shard; `.sums` and `.images` are written beside it. */
  output: string
}

export interface PreviewOrder {
  recipe: PixelRecipe
  /** No file outside of it is opened. */
  root: string
  /** Absolute; at most 64. */
  paths: string[]
}

/** One picture as the recipe makes it, or a sentence that says why there is none. */
export type PreviewTile = { png: Buffer } | { reason: string }

export interface ShardMade {
  count: number
  rejected: { index: number; code: string; reason: string }[]
  hash: string
  bytes: number
}

/** Longest silence of a build: one batch, of which every image may take its 20 s. */
const SHARD_SILENCE_MS = 120_000
const PICTURE_MS = 30_000
/** Its pictures take 10 s together, and then one more its 20 s. */
const PREVIEW_MS = 45_000
/** Leaves the processor to people's calls and to training. */
const NICENESS = 5
/** Spreads shards over the children, one each, before pictures are counted. */
const SHARD_WEIGHT = 1000

/** The pixel program (`fovea_pixels`) as a pool of child processes. */
@Injectable()
export class Pixels {
  private readonly pool: ChildPool

  constructor(
    @Inject(CONFIG) config: Config,
    readiness: Readiness,
    shutdown: Shutdown,
    @Inject(LOGGER) logger: Logger,
  ) {
    const command = { command: config.FOVEA_PYTHON_PIXELS, args: ['-m', 'fovea_pixels', 'serve'], niceness: NICENESS }
    const env = { PYTHONPATH: config.FOVEA_PIXELS_PATH, PYTHONDONTWRITEBYTECODE: '1', PATH: '/usr/bin:/bin' }
    this.pool = new ChildPool({ name: 'pixel', ...command, env, size: config.FOVEA_PIXEL_PROCESSES }, logger)
    readiness.add('pixels', () => this.pool.probe())
    shutdown.last(() => this.pool.close())
  }

  get processes(): number {
    return this.pool.size
  }

  async shard(order: ShardOrder, signal: AbortSignal, onProgress: (done: number) => void): Promise<ShardMade> {
    const options = { timeoutMs: SHARD_SILENCE_MS, signal, onProgress, weight: SHARD_WEIGHT }
    const { header } = await this.pool.ask({ type: 'shard', ...order }, options)
    return header as unknown as ShardMade
  }

  /** One tile a path, in the order given; aborting leaves the answer unread. */
  async preview(order: PreviewOrder, signal: AbortSignal): Promise<PreviewTile[]> {
    signal.throwIfAborted()
    const { header, payload } = await this.pool.ask({ type: 'preview', ...order }, { timeoutMs: PREVIEW_MS })
    signal.throwIfAborted()
    let offset = 0
    return (header as unknown as { pictures: ({ bytes: number } | { reason: string })[] }).pictures.map(picture => {
      if (!('bytes' in picture)) return { reason: picture.reason }
      const start = offset
      offset += picture.bytes
      return { png: payload.subarray(start, offset) }
    })
  }

  /** PNG of H×W×C uint8 pixels. */
  async png(shape: { height: number; width: number; channels: number }, pixels: Buffer): Promise<Buffer> {
    const { height, width, channels } = shape
    const request = { type: 'encode', format: 'png', height, width, channels }
    const { payload } = await this.pool.ask(request, { payload: pixels, timeoutMs: PICTURE_MS })
    return payload
  }
}
