import type { Resize } from '../../gql/graphql'
import classes from './resize-choice.module.css'

/** Where the 60×40 scene lies in the 40×40 result. */
const PLACES: Record<Resize, { x: number; y: number; width: number; height: number }> = {
  SQUASH: { x: 0, y: 0, width: 40, height: 40 },
  CROP: { x: -10, y: 0, width: 60, height: 40 },
  FILL: { x: 0, y: 6.67, width: 40, height: 26.67 },
  HALF_CROP: { x: -5, y: 3.33, width: 50, height: 33.33 },
}

/** A small sea with a ship and a sun, as the mode would leave it. */
export function ResizePicture({ mode }: { mode: Resize }) {
  return (
    <svg viewBox="0 0 40 40" width="44" height="44" className={classes.picture} aria-hidden>
      <rect width="40" height="40" className={classes.pad} />
      <svg viewBox="0 0 60 40" preserveAspectRatio="none" aria-hidden {...PLACES[mode]}>
        <rect width="60" height="40" className={classes.sky} />
        <circle cx="48" cy="11" r="6" className={classes.sun} />
        <rect y="28" width="60" height="12" className={classes.sea} />
        <path d="M8 24h34l-5 8H14z" className={classes.ship} />
        <path d="M18 24v-9h9v9zM29 24v-6h6v6z" className={classes.ship} />
      </svg>
    </svg>
  )
}
