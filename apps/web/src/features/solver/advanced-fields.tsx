import { NativeSelect, TextInput } from '@mantine/core'
import { fieldOf, type SolverFormProps } from './field'
import type { SolverDraft } from './solver-draft'
import classes from './solver-form.module.css'
import { meanNames } from './words'

export function AdvancedFields(props: SolverFormProps) {
  const { draft, onChange } = props
  const field = fieldOf(props)
  return (
    <div className={classes.form}>
      <div className={classes.pair}>
        <TextInput label="Momentum" {...field('momentum')} />
        <TextInput label="Weight decay" placeholder="rate ÷ 100" {...field('weightDecay')} />
      </div>
      <div className={classes.pair}>
        <TextInput label="Snapshot every … epochs" description="0: only at the end" {...field('snapshotInterval')} />
        <TextInput label="Validation every … epochs" description="0: never" {...field('validationInterval')} />
      </div>
      <div className={classes.pair}>
        <NativeSelect
          label="Subtract"
          value={draft.mean}
          onChange={event => onChange({ mean: event.currentTarget.value as SolverDraft['mean'] })}
          data={Object.entries(meanNames).map(([value, label]) => ({ value, label }))}
        />
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
      <div className={classes.pair}>
        <TextInput label="Seed" {...field('seed')} inputMode="numeric" />
      </div>
    </div>
  )
}
