import { NativeSelect, TextInput } from '@mantine/core'
import { choiceOf, fieldOf, type SolverFormProps } from './field'
import { formOf, readBy, type SolverDraft } from './solver-draft'
import classes from './solver-form.module.css'
import { bestNames, meanNames, numberNames, precisionNames, regularizationNames, usualDecayText } from './words'

export function AdvancedFields(props: SolverFormProps) {
  const { draft, onChange } = props
  const field = fieldOf(props)
  const choice = choiceOf(props)
  return (
    <div className={classes.form}>
      <div className={classes.pair}>
        {readBy(draft.type).map(name => (
          <TextInput
            key={name}
            label={numberNames[name]}
            placeholder={String(formOf(draft.type)[name])}
            {...field(name)}
          />
        ))}
        <TextInput label="Weight decay" placeholder={usualDecayText(draft.type)} {...field('weightDecay')} />
        {draft.type !== 'ADAMW' && (
          <NativeSelect label="Kind of decay" {...choice('regularization', regularizationNames)} />
        )}
        <TextInput label="Longest gradient" placeholder="any length" {...field('clip')} />
        <TextInput label="Batches a step" {...field('accumulation')} inputMode="numeric" />
        <NativeSelect label="Precision" {...choice('precision', precisionNames)} />
        <TextInput label="Seed" {...field('seed')} inputMode="numeric" />
      </div>
      <div className={classes.pair}>
        <TextInput label="Snapshot every" description="… epochs; 0: only at the end" {...field('snapshotInterval')} />
        <TextInput label="Validation every" description="… epochs; 0: never" {...field('validationInterval')} />
      </div>
      <div className={classes.pair}>
        <NativeSelect label="Best snapshot by" description="also for stopping early" {...choice('bestBy', bestNames)} />
        <TextInput
          label="Stop early after"
          description="… validations no better"
          placeholder="never"
          {...field('earlyStop')}
          inputMode="numeric"
        />
      </div>
      <div className={classes.pair}>
        <NativeSelect label="Subtract" {...choice('mean', meanNames)} />
        <TextInput label="Then scale by" placeholder="the network's, or 1" {...field('scale')} />
      </div>
      <div className={classes.pair}>
        <TextInput label="Crop, pixels" placeholder="the network's, or none" {...field('crop')} inputMode="numeric" />
        <NativeSelect
          label="Mirror at random"
          value={draft.mirror}
          onChange={event => onChange({ mirror: event.currentTarget.value as SolverDraft['mirror'] })}
          data={[
            { value: '', label: "The network's, or no" },
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No' },
          ]}
        />
      </div>
    </div>
  )
}
