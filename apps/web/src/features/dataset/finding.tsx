import Link from 'next/link'
import type { FindingFieldsFragment } from '../../gql/graphql'
import { count } from '../../lib/format'
import { PathText } from '../../ui/path-text'
import { useProject } from '../shell'
import classes from './finding.module.css'
import { SPLIT_NAMES } from './splits'

/** Images that belong together, each with its split, class and source. */
export function Finding({
  dataset,
  finding: { images, size },
  search,
}: {
  dataset: string
  /** What the pages of the images remember of this one. */
  search: string
  finding: Pick<FindingFieldsFragment, 'images' | 'size'>
}) {
  const project = useProject()
  return (
    <>
      <div className={classes.images}>
        {images.map(({ number, path, labelName, split, url }) => (
          <Link key={number} href={project.image(dataset, number) + search} prefetch={false} className={classes.image}>
            <img src={url} alt="" loading="lazy" />
            <span className={classes.place} data-split={split}>
              {SPLIT_NAMES[split]} · {labelName}
            </span>
            <span className={classes.path} title={path}>
              <PathText path={path} />
            </span>
          </Link>
        ))}
      </div>
      {size > images.length && <p className={classes.rest}>and {count(size - images.length)} more like these</p>}
    </>
  )
}
