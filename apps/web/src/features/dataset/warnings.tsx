import { IconAlertTriangleFilled, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { counted } from '../../lib/format'
import { FindingList } from './parts'
import { useView } from './use-view'
import classes from './warnings.module.css'
import { type Known, warningsOf } from './warnings-of'

/** What keeps the dataset from being trusted, the gravest first, each with what was found. */
export function Warnings({ dataset }: { dataset: Known & { id: string } }) {
  const [view, change] = useView()
  const { findings, counts } = dataset
  const warnings = warningsOf(dataset)
  const total = counts.reduce((sum, split) => sum + split.total, 0)
  const found = findings?.counts.length ?? 0
  return (
    <ul className={classes.list} aria-label="Warnings">
      {warnings.map(({ key, isGrave, title, advice, kind }) => {
        const isOpen = kind !== undefined && view.finding === kind
        return (
          <li key={key} data-grave={isGrave || undefined}>
            <div className={classes.line}>
              <span className={classes.icon} aria-hidden>
                {isGrave ? <IconAlertTriangleFilled size={16} /> : <IconInfoCircle size={16} />}
              </span>
              <p>
                <strong>{title}</strong> <span>{advice}</span>
              </p>
              {kind && (
                <button
                  type="button"
                  aria-expanded={isOpen}
                  aria-label={`${isOpen ? 'Hide' : 'Show'}: ${title}`}
                  onClick={() => change({ finding: isOpen ? undefined : kind })}
                >
                  {isOpen ? 'Hide' : 'Show'}
                </button>
              )}
            </div>
            {isOpen && <FindingList dataset={dataset.id} kind={kind} />}
          </li>
        )
      })}
      {findings && found === 0 && (
        <li data-good>
          <div className={classes.line}>
            <span className={classes.icon} aria-hidden>
              <IconCircleCheck size={16} />
            </span>
            <p>
              <span>
                No leaks, duplicates, disputed labels or hardly usable images among {counted(total, 'image')}.
              </span>
            </p>
          </div>
        </li>
      )}
      {!findings && (
        <li>
          <div className={classes.line}>
            <span className={classes.icon} aria-hidden>
              <IconInfoCircle size={16} />
            </span>
            <p>
              <span>
                Leaks and duplicates are sought in datasets built from now on. Clone this one to have them sought in its
                images.
              </span>
            </p>
          </div>
        </li>
      )}
    </ul>
  )
}
