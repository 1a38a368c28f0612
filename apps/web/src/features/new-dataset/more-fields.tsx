import { SegmentedControl, Switch, TagsInput, Textarea, TextInput } from '@mantine/core'
import type { Encoding } from '../../gql/graphql'
import classes from './new-dataset.module.css'
import type { SourceProps } from './source-fields'

const ENCODINGS: { value: Encoding; label: string }[] = [
  { value: 'RAW', label: 'Pixels' },
  { value: 'JPEG', label: 'JPEG' },
  { value: 'PNG', label: 'PNG' },
]
const ENCODING_NOTES: Record<Encoding, string> = {
  RAW: 'The quickest to train from.',
  JPEG: 'A fraction of the space for photos; loses a little, and training sees what is kept.',
  PNG: 'About half of the space, loses nothing; the slowest to train from.',
}

/** Which classes, how many of each, how they are kept, turned or not, the seed. */
export function MoreFields({ draft, change, fault, leave }: SourceProps) {
  const number = (name: 'least' | 'most' | 'seed', label: string, placeholder?: string) => (
    <TextInput
      label={label}
      name={name}
      inputMode="numeric"
      autoComplete="off"
      placeholder={placeholder}
      value={draft[name]}
      onChange={event => change({ [name]: event.currentTarget.value })}
      onBlur={leave(name === 'seed' ? 'seed' : 'most')}
      error={fault(name === 'seed' ? 'seed' : 'most') !== undefined}
    />
  )
  const below = fault('most') ?? fault('seed')
  return (
    <div className={classes.more}>
      <TagsInput
        label="Only these classes"
        description="Empty: all of them."
        name="classes"
        value={draft.chosen}
        onChange={chosen => change({ chosen })}
        error={fault('classes')}
      />
      <Textarea
        label="Merged classes"
        description="One new class a line: animal = cat + dog."
        name="merged"
        autosize
        minRows={1}
        value={draft.merged}
        onChange={event => change({ merged: event.currentTarget.value })}
        onBlur={leave('merged')}
        error={fault('merged')}
      />
      <div>
        <div className={classes.short}>
          {number('least', 'At least, per class', 'no limit')}
          {number('most', 'At most, per class', 'all')}
          {number('seed', 'Seed')}
        </div>
        {below && (
          <p className={classes.error} role="alert">
            {below}
          </p>
        )}
        <p className={classes.note}>
          A class with fewer images is left out; of a class with more, the seed chooses. The seed also decides the split
          and the order.
        </p>
      </div>
      <div>
        <div className={classes.colour}>
          <span id="encoding" className={classes.label}>
            Kept as
          </span>
          <SegmentedControl
            aria-labelledby="encoding"
            data={ENCODINGS}
            value={draft.encoding}
            onChange={value => change({ encoding: value as Encoding })}
          />
        </div>
        <p className={classes.note}>{ENCODING_NOTES[draft.encoding]}</p>
      </div>
      <Switch
        label="Fast decoding"
        description="Photos much larger than the images are decoded small: several times quicker, a little softer."
        checked={draft.fastDecoding}
        onChange={event => change({ fastDecoding: event.currentTarget.checked })}
      />
      <Switch
        label="Mirrored"
        description="Every image is stored turned left to right."
        checked={draft.mirror}
        onChange={event => change({ mirror: event.currentTarget.checked })}
      />
    </div>
  )
}
