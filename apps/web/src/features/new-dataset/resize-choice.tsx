import { useId } from 'react'
import type { Resize } from '../../gql/graphql'
import classes from './resize-choice.module.css'
import { ResizePicture } from './resize-picture'

const MODES: { mode: Resize; name: string; text: string }[] = [
  { mode: 'SQUASH', name: 'Squash', text: 'all of it, distorted' },
  { mode: 'CROP', name: 'Crop', text: 'the middle, undistorted' },
  { mode: 'FILL', name: 'Fill', text: 'all of it, padded' },
  { mode: 'HALF_CROP', name: 'Half crop', text: 'some cut, some padded' },
]

/** Four ways from a wide picture to a square one, each drawn. */
export function ResizeChoice({ value, onChange }: { value: Resize; onChange: (mode: Resize) => void }) {
  const name = useId()
  return (
    <fieldset className={classes.set}>
      <legend className={classes.legend}>Pictures of another shape</legend>
      <div className={classes.modes}>
        {MODES.map(({ mode, name: title, text }) => (
          <label key={mode} className={classes.mode} data-checked={mode === value || undefined}>
            <input type="radio" name={name} value={mode} checked={mode === value} onChange={() => onChange(mode)} />
            <ResizePicture mode={mode} />
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
