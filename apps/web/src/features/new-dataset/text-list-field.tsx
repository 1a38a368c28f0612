import { Button, Textarea } from '@mantine/core'
import { useRef } from 'react'
import { counted } from '../../lib/format'
import classes from './new-dataset.module.css'

interface Props {
  label: string
  name: string
  description?: string
  value: { name: string; text: string }
  error: string | undefined
  onChange: (value: { name: string; text: string }) => void
  onLeave: () => void
}

/** More than this is shown by its beginning alone: a text field of a megabyte stutters. */
const MOST_SHOWN = 20_000

/** A list of this computer: pasted, or read from a text file. */
export function TextListField({ label, name, description, value, error, onChange, onLeave }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const isLong = value.text.length > MOST_SHOWN
  const lines = value.text === '' ? 0 : value.text.replace(/\n$/, '').split('\n').length
  return (
    <div>
      <Textarea
        label={label}
        name={name}
        description={description}
        rows={4}
        value={isLong ? `${value.text.slice(0, MOST_SHOWN)}\n…` : value.text}
        readOnly={isLong}
        onChange={event => onChange({ name: '', text: event.currentTarget.value })}
        onBlur={onLeave}
        error={error}
        spellCheck={false}
        wrap="off"
        classNames={{ input: classes.listText ?? '' }}
      />
      <input
        ref={input}
        type="file"
        accept=".txt,.csv,.lst,.list,text/plain"
        aria-label={`${label}: a text file`}
        className={classes.hidden}
        tabIndex={-1}
        onChange={async ({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (file) onChange({ name: file.name, text: await file.slice(0, 2 ** 22).text() })
        }}
      />
      <p className={classes.listFoot}>
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => {
            if (input.current) input.current.value = ''
            input.current?.click()
          }}
        >
          Choose a file
        </Button>
        {lines > 0 && (
          <>
            <span>{[value.name, counted(lines, 'line')].filter(Boolean).join(' · ')}</span>
            <Button size="compact-xs" variant="subtle" onClick={() => onChange({ name: '', text: '' })}>
              Clear
            </Button>
          </>
        )}
      </p>
    </div>
  )
}
