import { Button } from '@mantine/core'
import Link from 'next/link'
import { useQuery } from 'urql'
import { EmptyState } from '../../ui/empty-state'
import { useProject } from '../shell'
import { sampleFoldersDocument } from './home.graphql'

/** The folder of pictures that the project drew itself, where there is one. */
function useSamples(): string | undefined {
  const { handle } = useProject()
  const [{ data: begin }] = useQuery({ query: sampleFoldersDocument, variables: { handle, typed: '' } })
  const root = begin?.project?.completePath.roots.find(path => path.endsWith('/samples'))
  const [{ data }] = useQuery({
    query: sampleFoldersDocument,
    variables: { handle, typed: `${root}/` },
    pause: root === undefined,
  })
  return data?.project?.completePath.paths.find(path => path === `${root}/ships`)
}

export function FirstSteps({ href }: { href: string }) {
  const samples = useSamples()
  return (
    <EmptyState
      title="Start with a folder of pictures"
      actions={
        <>
          {samples && (
            <Button component={Link} href={`${href}?folder=${encodeURIComponent(samples)}`} variant="default">
              Use the sample images
            </Button>
          )}
          <Button component={Link} href={href}>
            New dataset
          </Button>
        </>
      }
    >
      A dataset is built once from a folder with one sub-folder a class. A model is a network trained on it; every
      training is a run that you can watch here.
    </EmptyState>
  )
}

/** The same for who may only look. */
export function NothingYet() {
  return (
    <EmptyState title="Nothing here yet">
      What the editors of this project make stands here: datasets, models, and every training as it runs.
    </EmptyState>
  )
}
