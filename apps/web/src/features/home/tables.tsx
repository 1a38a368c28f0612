import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { HomeQuery } from '../../gql/graphql'
import { counted } from '../../lib/format'
import { Section } from '../../ui/page'
import { DatasetTable } from './dataset-table'
import { ModelTable } from './model-table'

type Project = NonNullable<HomeQuery['project']>

interface Props {
  models: Project['models']
  datasets: Project['datasets']
  search: string
  onSearch: (text: string) => void
}

export function Tables({ models, datasets, search, onSearch }: Props) {
  const none = search ? `None has “${search}” in its name.` : undefined
  return (
    <>
      <Section
        title="Models"
        aside={
          <TextInput
            data-search
            type="search"
            aria-label="Search models and datasets by name"
            placeholder="Search by name  /"
            leftSection={<IconSearch size={15} />}
            value={search}
            onChange={event => onSearch(event.currentTarget.value)}
            onKeyDown={event => event.key === 'Escape' && onSearch('')}
            w={240}
          />
        }
      >
        <ModelTable
          rows={models.nodes}
          empty={none ?? 'None yet. A model is a network with a dataset to train it on.'}
        />
        <More shown={models.nodes.length} total={models.totalCount} what="model" />
      </Section>
      <Section title="Datasets">
        <DatasetTable rows={datasets.nodes} empty={none ?? 'None yet.'} />
        <More shown={datasets.nodes.length} total={datasets.totalCount} what="dataset" />
      </Section>
    </>
  )
}

function More({ shown, total, what }: { shown: number; total: number; what: string }) {
  if (shown >= total) return null
  return <p>{`The newest ${shown} of ${counted(total, what)}; search finds the others.`}</p>
}
