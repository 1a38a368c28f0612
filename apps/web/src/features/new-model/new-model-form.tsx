import { Button, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { type FragmentType, readFragment } from '../../gql'
import type { NewModelChoicesQuery } from '../../gql/graphql'
import { cloneName } from '../../lib/clone-name'
import { useDraft } from '../../lib/use-draft'
import { Notice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { useProject } from '../shell'
import { initialSolver, type SolverDraft, SolverForm, solverErrors, toSolverInput } from '../solver'
import { checkText } from './check'
import { DatasetChoice } from './dataset-choice'
import { Faults } from './faults'
import { NetworkChoice, OWN } from './network-choice'
import { datasetChoice } from './new-model.graphql'
import classes from './new-model.module.css'
import { suggestedName, whatWillRun } from './sentence'
import type { Template } from './template'
import { useCreateModel } from './use-create-model'

interface Props {
  datasets: FragmentType<typeof datasetChoice>[]
  networks: NewModelChoicesQuery['standardNetworks']
  given: string | undefined
  /** What is cloned. */
  template: Template | undefined
  /** Something was to be cloned and is not there. */
  isLost: boolean
  /** Names of the models there are. */
  taken: readonly string[]
}

const FORM = 'new-model'
const DEFAULT_BATCH = 64
const initial = { ...initialSolver, name: null as string | null, dataset: '', network: 'lenet', text: '' }

export function NewModelForm({ datasets, networks, given, template, isLost, taken }: Props) {
  const project = useProject()
  const { draft, change, forget } = useDraft(
    template ? `fovea:clone:${template.name}` : 'fovea:new-model',
    template ? { ...initial, ...template.draft } : initial,
  )
  const [isTried, setTried] = useState(false)
  const rows = datasets.map(row => readFragment(datasetChoice, row))
  const chosen = draft.dataset || given || ''
  const dataset = rows.find(({ id }) => id === chosen) ?? rows[0]
  const standard = networks.find(({ name }) => name === draft.network)
  const isOwn = draft.network === OWN
  const text = isOwn ? draft.text : (standard?.text ?? '')
  const { width, height, channels } = dataset?.recipe ?? { width: 0, height: 0, channels: 0 }
  const classCount = dataset?.classes.length ?? 0
  const crop = draft.crop.trim() === '' ? undefined : Number(draft.crop)
  const check = useMemo(
    () => (width > 0 ? checkText(text, { classes: classCount, width, height, channels }, crop) : undefined),
    [text, classCount, width, height, channels, crop],
  )
  const images = dataset?.counts.find(({ split }) => split === 'TRAIN')?.total ?? 0
  const title = standard?.title ?? (/^\s*name\s*:\s*"([^"]+)"/m.exec(text)?.[1] || 'own network')
  const name = draft.name ?? (template ? cloneName(template.name, taken) : suggestedName(dataset?.name, title, taken))
  const errors = solverErrors(draft)
  const isSound = name.trim() !== '' && check !== undefined && !check.hasErrors && Object.keys(errors).length === 0

  const { create, isBusy, refused, error } = useCreateModel(
    {
      projectId: project.id,
      name: name.trim(),
      datasetId: dataset?.id ?? '',
      network: isOwn ? { text } : { standard: draft.network },
      solver: Object.keys(errors).length === 0 ? toSolverInput(draft) : toSolverInput(initialSolver),
    },
    forget,
  )
  const refusal = refused?.__typename === 'Refusal' ? refused : undefined
  const nameFault =
    refusal?.field === 'name'
      ? [refusal.message, refusal.remedy].filter(Boolean).join(' ')
      : isTried && name.trim() === ''
        ? 'Give the model a name.'
        : undefined

  /** The text of a standard network is where an own one starts from. */
  const chooseNetwork = (network: string) =>
    change(network === OWN && draft.text === '' ? { network, text: standard?.text ?? '' } : { network })

  return (
    <Page
      title="New model"
      lead={
        isSound &&
        whatWillRun({
          network: title,
          parameters: check.figures.parameters,
          dataset: dataset?.name ?? '',
          isReady: dataset?.state === 'READY',
          images,
          epochs: Number(draft.epochs),
          batchSize: Number(draft.batchSize || DEFAULT_BATCH) * Number(draft.accumulation),
        })
      }
      actions={
        <Button type="submit" form={FORM} loading={isBusy} disabled={isTried && !isSound}>
          Create model and train
        </Button>
      }
    >
      <form
        id={FORM}
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setTried(true)
          if (isSound) void create()
        }}
      >
        <div className={classes.notices}>
          {template && <p className={classes.quiet}>Filled with what {template.name} was made of.</p>}
          {isLost && (
            <Notice tone="calm" title="What was to be cloned is not there; it may have been deleted.">
              The form begins as usual.
            </Notice>
          )}
          {template && draft.dataset === template.draft.dataset && dataset?.id !== draft.dataset && (
            <Notice tone="calm" title="Its dataset is deleted or cannot be used.">
              {dataset?.name} is chosen in its place.
            </Notice>
          )}
          {refusal && refusal.field !== 'name' && <Notice title={refusal.message}>{refusal.remedy}</Notice>}
          {refused?.__typename === 'NetworkInvalid' && (
            <Notice title="The network was refused.">
              <Faults
                faults={refused.faults.map(({ severity, ...fault }) => ({
                  ...fault,
                  severity: severity === 'ERROR' ? 'error' : 'warning',
                  layer: fault.layer ?? undefined,
                  remedy: fault.remedy ?? undefined,
                }))}
              />
            </Notice>
          )}
          {error && <Notice title="The model could not be created.">{error} What you typed is kept.</Notice>}
        </div>
        <TextInput
          label="Name"
          name="name"
          value={name}
          onChange={event => change({ name: event.currentTarget.value })}
          error={nameFault}
          autoComplete="off"
          className={classes.name}
        />
        <div className={classes.columns}>
          <DatasetChoice rows={datasets} selected={dataset?.id} onSelect={id => change({ dataset: id })} />
          <NetworkChoice
            networks={networks}
            selected={draft.network}
            text={draft.text}
            check={check}
            hasDataset={dataset !== undefined}
            onSelect={chooseNetwork}
            onText={text => change({ text })}
          />
          <fieldset className={classes.column}>
            <legend className={classes.heading}>Solver</legend>
            <SolverForm
              draft={draft}
              errors={errors}
              images={images}
              onChange={(part: Partial<SolverDraft>) => change(part)}
            />
          </fieldset>
        </div>
      </form>
    </Page>
  )
}
