import { Switch, TagsInput, Textarea, TextInput } from '@mantine/core'
import classes from './new-dataset.module.css'
import type { SourceProps } from './source-fields'

/** Which classes, how many of each, turned or not, the seed. */
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
      <Switch
        label="Mirrored"
        description="Every image is stored turned left to right."
        checked={draft.mirror}
        onChange={event => change({ mirror: event.currentTarget.checked })}
      />
    </div>
  )
}
