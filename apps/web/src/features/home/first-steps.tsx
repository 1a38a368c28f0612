import { Button } from '@mantine/core'
import Link from 'next/link'
import { EmptyState } from '../../ui/empty-state'

export function FirstSteps({ href }: { href: string }) {
  return (
    <EmptyState
      title="Start with a folder of pictures"
      actions={
        <Button component={Link} href={href}>
          New dataset
        </Button>
      }
    >
      A dataset is built once from a folder with one sub-folder a class. A model is a network trained on it; every
      training is a run that you can watch here.
    </EmptyState>
  )
}
