import { Button, FileButton } from '@mantine/core'
import { useState } from 'react'
import { Notice } from '../../ui/notice'
import { type Check, faultCount, Workbench } from '../network'
import classes from './new-model.module.css'

/** Larger is no network: netspec refuses far less. */
const MOST_BYTES = 8_000_000

interface Props {
  text: string
  check: Check | undefined
  onText: (text: string) => void
}

/** One's own network: written, pasted, or read from a file. */
export function CustomNetwork({ text, check, onText }: Props) {
  const wrong = faultCount(check?.faults ?? [])
  const [fault, setFault] = useState<string>()
  const open = async (file: File | null) => {
    if (!file) return
    const isTooLarge = file.size > MOST_BYTES
    setFault(isTooLarge ? `${file.name} is larger than any network.` : undefined)
    if (!isTooLarge) onText(await file.text())
  }
  return (
    <>
      <div className={classes.tools}>
        <FileButton onChange={file => void open(file)} accept=".prototxt,.txt,.pbtxt,text/plain">
          {props => (
            <Button {...props} variant="default">
              Open a file
            </Button>
          )}
        </FileButton>
        <p className={classes.quiet}>
          {wrong ? `${wrong}: ` : 'Caffe’s prototxt. Paste one, write one, or customize one of the other tabs; '}
          <kbd>F8</kbd> leads to the next fault, <kbd>Ctrl F</kbd> searches.
        </p>
      </div>
      {fault && <Notice title={fault}>Choose a text in Caffe’s prototxt.</Notice>}
      <Workbench label="Network as prototxt" text={text} onText={onText} check={check} />
    </>
  )
}
