import { useState } from 'react'
import { useQuery } from 'urql'
import { readFragment } from '../../gql'
import type { FindingKind as Kind } from '../../gql/graphql'
import { count } from '../../lib/format'
import { SkeletonRows } from '../../ui/late'
import { Notice } from '../../ui/notice'
import { Finding } from './finding'
import classes from './finding.module.css'
import type { FindingKind } from './finding-words'
import { findingFields, findingsDocument } from './findings.graphql'

const PAGE = 24

/** What was found of one kind, the images of each finding side by side. */
export function FindingList({ dataset, kind }: { dataset: string; kind: FindingKind }) {
  const [first, setFirst] = useState(PAGE)
  const [{ data, error, fetching }, readAgain] = useQuery({
    query: findingsDocument,
    variables: { id: dataset, kind: kind as Kind, first },
  })
  const [shown, setShown] = useState(data)
  // What is shown stays until more is here: no jump.
  if (data && data !== shown) setShown(data)
  const list = shown?.node?.__typename === 'Dataset' ? shown.node.findings?.list : undefined
  if (error && !list)
    return (
      <Notice
        title="What was found could not be read."
        actions={
          <button type="button" className={classes.more} onClick={() => readAgain({ requestPolicy: 'network-only' })}>
            Try again
          </button>
        }
      >
        {error.message}
      </Notice>
    )
  if (!list) return <SkeletonRows rows={3} />
  return (
    <div className={classes.panel}>
      <ul className={classes.findings} aria-label="What was found" data-single={!isOfSeveral(kind) || undefined}>
        {list.nodes.map((one, i) => (
          <li key={i}>
            <Finding dataset={dataset} finding={readFragment(findingFields, one)} search={`?finding=${kind}`} />
          </li>
        ))}
      </ul>
      {list.nodes.length < list.totalCount && (
        <button type="button" className={classes.more} disabled={fetching} onClick={() => setFirst(first + 2 * PAGE)}>
          Show more of {count(list.totalCount)}
        </button>
      )}
    </div>
  )
}

const isOfSeveral = (kind: FindingKind) => !['CONSTANT', 'TINY', 'ODD'].includes(kind)
