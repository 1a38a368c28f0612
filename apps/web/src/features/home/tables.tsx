import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { counted } from '../../lib/format'
import { Section } from '../../ui/page'
import { DatasetTable } from './dataset-table'
import { ModelTable } from './model-table'
import classes from './tables.module.css'
import type { useLists } from './use-lists'
import type { useView } from './use-view'

interface Props extends ReturnType<typeof useView> {
  lists: ReturnType<typeof useLists>
}

export function Tables({ view, change, typed, setTyped, lists: { models, datasets } }: Props) {
  const none = view.search ? `None has “${view.search}” in its name.` : undefined
  return (
    <>
      <Section
        title={<Title what="Models" total={models.first?.totalCount} />}
        aside={
          <div className={classes.aside}>
            <News {...models} what="model" />
            <TextInput
              data-search
              type="search"
              aria-label="Search models and datasets by name"
              placeholder="Search by name  /"
              leftSection={<IconSearch size={15} />}
              value={typed}
              onChange={event => setTyped(event.currentTarget.value)}
              onKeyDown={event => event.key === 'Escape' && setTyped('')}
              w={240}
            />
          </div>
        }
      >
        <ModelTable
          list={models}
          sorting={view.models}
          onSorting={models => change({ models })}
          closed={view.closed}
          onClosed={closed => change({ closed })}
          empty={none ?? 'None yet. A model is a network with a dataset to train it on.'}
        />
      </Section>
      <Section
        title={<Title what="Datasets" total={datasets.first?.totalCount} />}
        aside={<News {...datasets} what="dataset" />}
      >
        <DatasetTable
          list={datasets}
          sorting={view.datasets}
          onSorting={datasets => change({ datasets })}
          empty={none ?? 'None yet.'}
        />
      </Section>
    </>
  )
}

function Title({ what, total }: { what: string; total: number | undefined }) {
  return (
    <>
      {what} {total ? <span className={classes.total}>{total.toLocaleString('en-GB')}</span> : null}
    </>
  )
}

/** Rows that have come announce themselves instead of pushing others away. */
function News({ news, renew, what }: { news: number; renew: () => void; what: string }) {
  if (news === 0) return null
  return (
    <button type="button" className={classes.news} onClick={renew} title={`Show ${counted(news, `new ${what}`)}`}>
      {news} new
    </button>
  )
}
