import { Button, TextInput } from '@mantine/core'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { type FragmentType, readFragment } from '../../gql'
import type { NewModelChoicesQuery } from '../../gql/graphql'
import { cloneName } from '../../lib/clone-name'
import { useDraft } from '../../lib/use-draft'
import { useSettled } from '../../lib/use-settled'
import { Page } from '../../ui/page'
import { useChecker } from '../network'
import { useProject } from '../shell'
import { formOf, imageCounts, initialSolver, SolverForm, solverErrors, toSolverInput } from '../solver'
import { DatasetChoice } from './dataset-choice'
import { initialDraft, networkInput, networkText, networkTitle } from './draft'
import { ForecastLine } from './forecast-line'
import { FormNotices } from './form-notices'
import { NetworkChoice } from './network-choice'
import { datasetChoice } from './new-model.graphql'
import classes from './new-model.module.css'
import { suggestedName, whatWillRun } from './sentence'
import type { Template } from './template'
import { useCreateModel } from './use-create-model'
import { WeightsReport } from './when-wanted'

interface Props {
  datasets: FragmentType<typeof datasetChoice>[]
  networks: NewModelChoicesQuery['standardNetworks']
  speed: { flopsPerSecond: number | null; runs: number }
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
/** A text is checked at each key; one of hundreds of layers when the keys rest. */
const LONG = 60_000
const CHECK_REST_MS = 150
/** What is asked of the platform waits until typing rests. */
const REST_MS = 600

export function NewModelForm({ datasets, networks, speed, given, template, isLost, taken }: Props) {
  const project = useProject()
  const { draft, change, forget } = useDraft(
    template ? `fovea:clone:${template.name}` : 'fovea:new-model',
    template ? { ...initialDraft, ...template.draft } : initialDraft,
  )
  const [isTried, setTried] = useState(false)
  const rows = datasets.map(row => readFragment(datasetChoice, row))
  const chosen = draft.dataset || given || ''
  const dataset = rows.find(({ id }) => id === chosen) ?? rows[0]
  const text = networkText(draft, networks)
  const checked = useDeferredValue(useSettled(text, text.length > LONG ? CHECK_REST_MS : 0))
  const { width, height, channels } = dataset?.recipe ?? { width: 0, height: 0, channels: 0 }
  const classCount = dataset?.classes.length ?? 0
  const shape = useMemo(() => ({ classes: classCount, width, height, channels }), [classCount, width, height, channels])
  const crop = draft.crop.trim() === '' ? undefined : Number(draft.crop)
  const checker = useChecker()
  const check = useMemo(
    () => (shape.width > 0 ? checker?.checkText(checked, shape, crop) : undefined),
    [checker, checked, shape, crop],
  )
  const title = networkTitle(draft, networks)
  const name = draft.name ?? (template ? cloneName(template.name, taken) : suggestedName(dataset?.name, title, taken))
  const { train: images, validation } = imageCounts(dataset?.counts)
  const errors = solverErrors(draft, { train: images, validation })
  const isRight = Object.keys(errors).length === 0
  const isChecked = check !== undefined && checked === text
  const isSound = name.trim() !== '' && check !== undefined && !check.hasErrors && isRight
  const batchSize = Number((!errors.batchSize && draft.batchSize) || DEFAULT_BATCH)
  const { arrays } = formOf(draft.type)
  const accumulates = Number(draft.accumulation) > 1
  const memory = useMemo(
    () =>
      check && !check.hasErrors
        ? checker?.memoryWords(check.figures, { batchSize, solverArrays: arrays, accumulates })
        : undefined,
    [checker, check, batchSize, arrays, accumulates],
  )
  const solver = isRight ? toSolverInput(draft) : toSolverInput(initialSolver)
  const network = networkInput(draft, networks)
  const weights = network.initialSnapshotId ? draft.weights : null
  const settled = useSettled(text, REST_MS)
  const asked = draft.source === 'standard' ? network.network : { text: settled }

  const { create, isBusy, refused, error } = useCreateModel(
    { projectId: project.id, name: name.trim(), datasetId: dataset?.id ?? '', ...network, solver },
    forget,
  )
  // Whoever is quicker than the check does not ask twice.
  const [isAsked, setAsked] = useState(false)
  useEffect(() => {
    if (!isAsked || !isChecked) return
    setAsked(false)
    if (isSound) void create()
  }, [isAsked, isChecked, isSound, create])
  const refusal = refused?.__typename === 'Refusal' ? refused : undefined
  const nameFault =
    refusal?.field === 'name'
      ? [refusal.message, refusal.remedy].filter(Boolean).join(' ')
      : isTried && name.trim() === ''
        ? 'Give the model a name.'
        : undefined

  return (
    <Page
      title="New model"
      isWide={draft.source === 'custom'}
      lead={
        isSound
          ? whatWillRun({
              network: title,
              parameters: check.figures.parameters,
              dataset: dataset?.name ?? '',
              isReady: dataset?.state === 'READY',
              images,
              epochs: Number(draft.epochs),
              batchSize: batchSize * Number(draft.accumulation),
            })
          : checker && `What will run stands here once ${check ? 'nothing is wrong any more' : 'a network is chosen'}.`
      }
      actions={
        <Button type="submit" form={FORM} loading={isBusy || isAsked} disabled={isTried && isChecked && !isSound}>
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
          setAsked(true)
        }}
      >
        <FormNotices
          template={template}
          isLost={isLost}
          otherDataset={
            template && draft.dataset === template.draft.dataset && dataset?.id !== draft.dataset
              ? dataset?.name
              : undefined
          }
          refused={refused}
          error={error}
        />
        <div className={classes.top}>
          <TextInput
            label="Name"
            name="name"
            value={name}
            onChange={event => change({ name: event.currentTarget.value })}
            error={nameFault}
            autoComplete="off"
            className={classes.name}
          />
          {memory && check && (
            <ForecastLine
              figures={check.figures}
              images={images}
              epochs={Number(draft.epochs)}
              batchSize={batchSize}
              memory={memory}
              speed={speed}
            />
          )}
        </div>
        <div className={classes.columns} data-source={draft.source}>
          <DatasetChoice rows={datasets} selected={dataset?.id} onSelect={id => change({ dataset: id })} />
          <NetworkChoice
            checker={checker}
            draft={draft}
            networks={networks}
            shape={shape}
            crop={crop}
            check={check}
            change={change}
            weights={
              weights && (
                <WeightsReport
                  weights={weights}
                  asked={
                    dataset && check && !check.hasErrors
                      ? { dataset: dataset.id, network: asked, preprocessing: solver.preprocessing }
                      : undefined
                  }
                  onFresh={() => change({ weights: null })}
                />
              )
            }
          />
          <fieldset className={classes.solver}>
            <legend className={classes.heading}>Solver</legend>
            <SolverForm draft={draft} errors={errors} images={images} onChange={change} />
          </fieldset>
        </div>
      </form>
    </Page>
  )
}
