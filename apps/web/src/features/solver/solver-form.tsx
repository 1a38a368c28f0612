import { NativeSelect, TextInput } from '@mantine/core'
import { Fold } from '../../ui/fold'
import { AdvancedFields } from './advanced-fields'
import { choiceOf, fieldOf, type SolverFormProps } from './field'
import { policyOf } from './rate-curve'
import { RatePreview } from './rate-preview'
import { formOf, ofType, policyFields, type SolverDraft, solverNames } from './solver-draft'
import classes from './solver-form.module.css'
import { FillFromText } from './when-wanted'
import { advancedSummary, policyNames } from './words'

const LABELS = { stepPercent: 'Step, % of training', gamma: 'Gamma', values: 'At, % of training', power: 'Power' }
const OPEN: readonly (keyof SolverDraft)[] = [
  ...(['type', 'epochs', 'batchSize', 'baseRate', 'policy', 'stepPercent', 'gamma', 'values', 'power'] as const),
  'warmupPercent',
]
const USUAL_BATCH = 64

interface Props extends SolverFormProps {
  /** Of the train split; 0 while they are not counted. */
  images?: number
}

/** Epochs, batch, solver, rate and policy open; the rest folded with its values in one line. */
export function SolverForm({ images = 0, ...props }: Props) {
  const { draft, errors, onChange } = props
  const field = fieldOf(props)
  const choice = choiceOf(props)
  const defaults: Record<string, unknown> = {
    ...policyOf({ ...draft, stepPercent: '', gamma: '', values: '', power: '' }),
  }
  const hasAdvancedError = (Object.keys(errors) as (keyof SolverDraft)[]).some(name => !OPEN.includes(name))
  return (
    <div className={classes.form}>
      <div className={classes.pair}>
        <TextInput label="Epochs" {...field('epochs')} inputMode="numeric" />
        <TextInput label="Batch size" placeholder="network’s, or 64" {...field('batchSize')} inputMode="numeric" />
      </div>
      <div className={classes.pair}>
        <NativeSelect
          label="Solver type"
          {...choice('type', solverNames)}
          onChange={event => onChange(ofType(event.currentTarget.value as SolverDraft['type']))}
        />
        <TextInput label="Learning rate" placeholder={String(formOf(draft.type).baseRate)} {...field('baseRate')} />
      </div>
      <div className={classes.pair}>
        <NativeSelect label="How it falls" {...choice('policy', policyNames)} />
        <TextInput label="Warm-up, %" placeholder="none" {...field('warmupPercent')} />
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
      <Fold title="Fill from a solver prototxt" summary="Paste or drop one of Caffe, of DIGITS or of a run here.">
        <FillFromText facts={{ images, batchSize: Number(draft.batchSize) || USUAL_BATCH }} onFill={onChange} />
      </Fold>
    </div>
  )
}
