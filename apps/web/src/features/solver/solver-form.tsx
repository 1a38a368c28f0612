import { NativeSelect, TextInput } from '@mantine/core'
import { Fold } from '../../ui/fold'
import { AdvancedFields } from './advanced-fields'
import { fieldOf, type SolverFormProps } from './field'
import { policyOf } from './rate-curve'
import { RatePreview } from './rate-preview'
import { policyFields, type SolverDraft } from './solver-draft'
import classes from './solver-form.module.css'
import { advancedSummary, policyNames } from './words'

const LABELS = { stepPercent: 'Step, % of training', gamma: 'Gamma', values: 'At, % of training', power: 'Power' }

/** Epochs, batch, rate and policy open; the rest folded with its values in one line. */
export function SolverForm(props: SolverFormProps) {
  const { draft, errors, onChange } = props
  const field = fieldOf(props)
  const defaults: Record<string, unknown> = {
    ...policyOf({ ...draft, stepPercent: '', gamma: '', values: '', power: '' }),
  }
  const hasAdvancedError = (
    ['momentum', 'weightDecay', 'snapshotInterval', 'validationInterval', 'seed', 'scale', 'crop'] as const
  ).some(name => errors[name])
  return (
    <div className={classes.form}>
      <div className={classes.pair}>
        <TextInput label="Epochs" {...field('epochs')} inputMode="numeric" />
        <TextInput label="Batch size" placeholder="the network's, or 64" {...field('batchSize')} inputMode="numeric" />
      </div>
      <div className={classes.pair}>
        <TextInput label="Learning rate" {...field('baseRate')} />
        <NativeSelect
          label="How it falls"
          value={draft.policy}
          onChange={event => onChange({ policy: event.currentTarget.value as SolverDraft['policy'] })}
          data={Object.entries(policyNames).map(([value, label]) => ({ value, label }))}
        />
      </div>
      {policyFields[draft.policy].length > 0 && (
        <div className={classes.pair}>
          {policyFields[draft.policy].map(name => (
            <TextInput
              key={name}
              label={LABELS[name]}
              placeholder={String(
                defaults[name === 'stepPercent' && draft.policy === 'SIGMOID' ? 'step' : name],
              ).replace(',', ', ')}
              {...field(name)}
            />
          ))}
        </div>
      )}
      <RatePreview draft={draft} />
      <Fold title="More settings" summary={advancedSummary(draft)} isForcedOpen={hasAdvancedError}>
        <AdvancedFields {...props} />
      </Fold>
    </div>
  )
}
