import { Notice } from '../../ui/notice'
import { Faults } from '../network'
import classes from './new-model.module.css'
import type { Template } from './template'
import type { Refused } from './use-create-model'

interface Props {
  template: Template | undefined
  isLost: boolean
  /** The dataset chosen in place of the clone's own, which is gone. */
  otherDataset: string | undefined
  refused: Refused | undefined
  error: string | undefined
}

/** What was found before anything is made, and what was refused. */
export function FormNotices({ template, isLost, otherDataset, refused, error }: Props) {
  return (
    <div className={classes.notices}>
      {template && <p className={classes.quiet}>Filled with what {template.name} was made of.</p>}
      {isLost && (
        <Notice tone="calm" title="What was to be cloned is not there; it may have been deleted.">
          The form begins as usual.
        </Notice>
      )}
      {otherDataset && (
        <Notice tone="calm" title="Its dataset is deleted or cannot be used.">
          {otherDataset} is chosen in its place.
        </Notice>
      )}
      {refused?.__typename === 'Refusal' && refused.field !== 'name' && (
        <Notice title={refused.message}>{refused.remedy}</Notice>
      )}
      {refused?.__typename === 'NetworkInvalid' && (
        <Notice title="The network was refused.">
          <Faults
            faults={refused.faults.map(({ severity, layer, remedy, ...fault }) => ({
              ...fault,
              severity: severity === 'ERROR' ? 'error' : 'warning',
              ...(layer === null ? {} : { layer }),
              ...(remedy === null ? {} : { remedy }),
            }))}
          />
        </Notice>
      )}
      {error && <Notice title="The model could not be created.">{error} What you typed is kept.</Notice>}
    </div>
  )
}
