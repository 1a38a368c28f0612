import { Button, Textarea } from '@mantine/core'
import { type DragEvent, useState } from 'react'
import { Notice } from '../../ui/notice'
import { type Facts, type Filled, filledFrom } from './from-text'
import type { SolverDraft } from './solver-draft'
import classes from './solver-form.module.css'

/** Larger files are no solver texts. */
const MOST_BYTES = 1_000_000

interface Props {
  facts: Facts
  onFill: (part: Partial<SolverDraft>) => void
}

/** A solver text of Caffe's or DIGITS's, pasted or dropped, fills the form; what could not be taken over is said. */
export function FillFromText({ facts, onFill }: Props) {
  const [text, setText] = useState('')
  const [filled, setFilled] = useState<Filled>()
  const [tooLarge, setTooLarge] = useState<string>()

  const read = (text: string) => {
    setText(text)
    const found = text.trim() === '' ? undefined : filledFrom(text, facts)
    setFilled(found)
    setTooLarge(undefined)
    if (found?.part) onFill(found.part)
  }
  const drop = async (event: DragEvent) => {
    const [file] = event.dataTransfer.files
    if (!file) return
    event.preventDefault()
    if (file.size > MOST_BYTES) setTooLarge(file.name)
    else read(await file.text())
  }
  const told = [
    ...(filled?.faults ?? []).map(({ severity, line, column, message, remedy = '' }) => ({
      key: `${line}:${column} ${message}`,
      isError: severity === 'error',
      text: `Line ${line}: ${message} ${remedy}`,
    })),
    ...(filled?.notes ?? []).map(note => ({ key: note, isError: false, text: note })),
  ]
  return (
    <div className={classes.form}>
      <Textarea
        label="Text of the solver"
        description="Paste it, or drop the file here."
        name="solver-text"
        placeholder={'base_lr: 0.01\nlr_policy: "inv"\n…'}
        value={text}
        onChange={event => read(event.currentTarget.value)}
        onDragOver={event => event.preventDefault()}
        onDrop={event => void drop(event)}
        rows={6}
        spellCheck={false}
        classNames={{ input: classes.code }}
      />
      {tooLarge && <Notice title={`${tooLarge} is too large for a solver text.`}>Drop a file of at most 1 MB.</Notice>}
      {filled && (
        <Notice
          tone={filled.part ? 'calm' : 'bad'}
          title={filled.part ? 'The form is filled with this solver.' : 'This text cannot be taken over.'}
          actions={
            filled.part && (
              <Button size="compact-xs" variant="default" onClick={() => read(text)}>
                Fill again
              </Button>
            )
          }
        >
          {told.length > 0 && (
            <ul className={classes.notes}>
              {told.map(({ key, isError, text }) => (
                <li key={key}>
                  {isError && <b>Error: </b>}
                  {text}
                </li>
              ))}
            </ul>
          )}
        </Notice>
      )}
    </div>
  )
}
