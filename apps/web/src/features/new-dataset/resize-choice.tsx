import { useId } from 'react'
import type { Resize } from '../../gql/graphql'
import classes from './resize-choice.module.css'
import { ResizePicture } from './resize-picture'

/** In the order in which a preview has them. */
const MODES: { mode: Resize; name: string; text: string }[] = [
  { mode: 'SQUASH', name: 'Squash', text: 'all of it, distorted' },
  { mode: 'CROP', name: 'Crop', text: 'the middle, undistorted' },
  { mode: 'FILL', name: 'Fill', text: 'all of it, padded' },
  { mode: 'HALF_CROP', name: 'Half crop', text: 'some cut, some padded' },
]

interface Props {
  value: Resize
  /** Pictures of the source; while there are none, a drawn one stands for them. */
  images: readonly { path: string; modes: readonly string[] }[]
  isLoading: boolean
  onChange: (mode: Resize) => void
}

/** Four ways from pictures of any shape to one, each shown. */
export function ResizeChoice({ value, images, isLoading, onChange }: Props) {
  const name = useId()
  return (
    <fieldset className={classes.set} aria-busy={isLoading}>
      <legend className={classes.legend}>Pictures of another shape</legend>
      <div className={classes.modes}>
        {MODES.map(({ mode, name: title, text }, at) => (
          <label
            key={mode}
            className={classes.mode}
            data-checked={mode === value || undefined}
            data-tall={images.length > 0 || undefined}
          >
            <input type="radio" name={name} value={mode} checked={mode === value} onChange={() => onChange(mode)} />
            {images.length === 0 ? (
              <ResizePicture mode={mode} />
            ) : (
              <span className={classes.sample}>
                {images.map(({ path, modes }) => (
                  <img key={path} src={modes[at]} alt="" title={path} />
                ))}
              </span>
            )}
            <span>
              <span className={classes.name}>{title}</span>
              <span className={classes.text}>{text}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
