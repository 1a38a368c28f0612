import { duration } from '../../lib/format'

interface Facts {
  /** Of the train split; 0 while they are not counted. */
  images: number
  /** Forward, an image. */
  flops: number
  epochs: number
  /** Of runs before; null: there were none. */
  flopsPerSecond: number | null
}

/** How long the training would take, in words; undefined where nothing can be said. */
export function timeWords({
  images,
  flops,
  epochs,
  flopsPerSecond,
}: Facts): { epoch: string; all: string } | undefined {
  if (flopsPerSecond === null || flopsPerSecond <= 0 || images === 0 || flops === 0) return undefined
  const seconds = (images * flops) / flopsPerSecond
  return { epoch: about(seconds), all: about(seconds * epochs) }
}

/** A forecast is coarse, and says so. */
const about = (seconds: number) => (seconds < 1 ? 'under 1 s' : `about ${duration(seconds)}`)
