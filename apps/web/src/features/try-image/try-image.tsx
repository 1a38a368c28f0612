'use client'

import { IconPhotoPlus } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { epoch } from '../../lib/format'
import { Notice } from '../../ui/notice'
import { useMay } from '../shell'
import { AddressField } from './address-field'
import { givenIn } from './given'
import classes from './try-image.module.css'
import { useClassify } from './use-classify'

const Answer = dynamic(() => import('./answer').then(module => module.Answer))

interface Props {
  /** The snapshot that is asked; none exists before the first interval. */
  snapshot: { id: string; epoch: number; isBest: boolean; isNewest: boolean } | undefined
  runName: string
}

/** Where typing and pasting mean the text itself. */
const isTextField = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input,textarea,[contenteditable]') !== null

/** A picture dropped, chosen, pasted or named by its address, and what the snapshot says about it. */
export function TryImage({ snapshot, runName }: Props) {
  const { picture, give, isBusy, answer, fault } = useClassify(snapshot?.id)
  const [isOver, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const giveOne = useRef(give)
  giveOne.current = give
  const canAsk = snapshot !== undefined
  const mayFetch = useMay('edit')

  useEffect(() => {
    if (!canAsk) return
    const paste = (event: ClipboardEvent) => {
      const given = givenIn(event.clipboardData)
      if (given && !('address' in given && (isTextField(event.target) || !mayFetch))) giveOne.current(given)
    }
    addEventListener('paste', paste)
    return () => removeEventListener('paste', paste)
  }, [canAsk, mayFetch])

  if (!snapshot)
    return (
      <p className={classes.quiet}>As soon as {runName} has its first snapshot, it can be asked about a picture.</p>
    )

  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const given = givenIn(event.dataTransfer)
    if (given && ('file' in given || mayFetch)) give(given)
  }

  return (
    <div className={classes.root}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the button inside is the accessible one. */}
      <div
        className={classes.drop}
        data-over={isOver || undefined}
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          ref={input}
          type="file"
          accept="image/*"
          className={classes.file}
          aria-label="Image to classify"
          tabIndex={-1}
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0]
            if (file) give({ file })
            currentTarget.value = ''
          }}
        />
        <button type="button" className={classes.choose} onClick={() => input.current?.click()}>
          <IconPhotoPlus size={18} stroke={1.6} aria-hidden />
          {picture ? 'Choose another image' : 'Choose an image'}
        </button>
        <span className={classes.quiet}>or drop or paste it here{mayFetch && ', or its address'}</span>
        {mayFetch && <AddressField onGive={address => give({ address })} isBusy={isBusy} />}
      </div>
      {picture && <Answer picture={picture} answer={answer} isBusy={isBusy} />}
      {fault && <Notice title={fault.message}>{fault.remedy}</Notice>}
      <p className={classes.quiet} aria-live="polite">
        Asks epoch {epoch(snapshot.epoch)}
        {snapshot.isBest ? ', the best' : snapshot.isNewest ? ', the newest' : ''}.
      </p>
    </div>
  )
}
