'use client'

import { useMemo } from 'react'
import { checkText, type DatasetShape } from './check'
import { Workbench } from './workbench'

interface Props {
  text: string
  shape: DatasetShape
  /** 0: none. */
  crop: number
}

/** A network that is only looked at: its text beside its drawing. */
export function NetworkView({ text, shape, crop }: Props) {
  const { classes, width, height, channels } = shape
  const check = useMemo(
    () => checkText(text, { classes, width, height, channels }, crop),
    [text, classes, width, height, channels, crop],
  )
  return <Workbench label="Network text" text={text} check={check} />
}
