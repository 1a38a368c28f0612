'use client'

/** In a file of its own, so that it is read when a dialog opens. */
export { Modal } from '@mantine/core'
