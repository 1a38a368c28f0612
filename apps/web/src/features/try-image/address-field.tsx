import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import classes from './try-image.module.css'

/** The address of a picture elsewhere. */
export function AddressField({ onGive, isBusy }: { onGive: (address: string) => void; isBusy: boolean }) {
  const [text, setText] = useState('')
  const address = text.trim()
  return (
    <form
      className={classes.address}
      noValidate
      onSubmit={event => {
        event.preventDefault()
        if (address) onGive(address)
      }}
    >
      <TextInput
        aria-label="Address of an image"
        placeholder="https://… address of an image"
        type="url"
        size="xs"
        autoComplete="off"
        value={text}
        onChange={event => setText(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default" disabled={!address || isBusy}>
        Fetch
      </Button>
    </form>
  )
}
