import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useState } from 'react'
import { cloneName } from '../../lib/clone-name'
import { useDraft } from '../../lib/use-draft'
import { Notice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { useProject } from '../shell'
import { type DatasetDraft, type DatasetField, datasetErrors, initialDataset, nameOf, toRecipe, UNKEPT } from './draft'
import { MoreSettings } from './more-settings'
import classes from './new-dataset.module.css'
import { ResizeChoice } from './resize-choice'
import { givenSplits, toSource } from './source'
import { SourceFields } from './source-fields'
import { SplitBar } from './split-bar'
import { useCreateDataset } from './use-create-dataset'
import { usePreview } from './use-preview'

const FORM = 'new-dataset'

interface Props {
  folder: string | undefined
  clone: { id: string; name: string; draft: DatasetDraft } | undefined
  /** Something was to be cloned and is not there. */
  isLost: boolean
}

export function NewDatasetForm({ folder, clone, isLost }: Props) {
  const project = useProject()
  const router = useRouter()
  const { draft, change, forget } = useDraft(
    clone ? `fovea:clone:${clone.id}` : 'fovea:new-dataset',
    clone ? { ...clone.draft, name: cloneName(clone.name, []) } : initialDataset,
    UNKEPT,
  )
  useEffect(() => {
    if (folder) change({ kind: 'folder', folder, name: null })
  }, [folder, change])
  const [left, setLeft] = useState<Partial<Record<DatasetField, true>>>({})
  const [isTried, setTried] = useState(false)
  const preview = usePreview(draft)
  const input = {
    projectId: project.id,
    name: nameOf(draft).trim(),
    source: toSource(draft) ?? null,
    recipe: toRecipe(draft),
  }
  const { create, isBusy, refusal, error } = useCreateDataset(input, id => {
    forget()
    router.push(project.dataset(id))
  })
  const faults = datasetErrors(draft)
  const fault = (field: DatasetField) =>
    refusal?.field === field
      ? [refusal.message, refusal.remedy].filter(Boolean).join(' ')
      : left[field] || isTried
        ? faults[field]
        : undefined
  const leave = (field: DatasetField) => () => setLeft(all => ({ ...all, [field]: true }))
  const fields = { draft, change, fault, leave }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(faults).length === 0) void create()
  }

  const side = (name: 'width' | 'height', label: string) => (
    <TextInput
      label={label}
      name={name}
      inputMode="numeric"
      autoComplete="off"
      value={draft[name]}
      onChange={event => change({ [name]: event.currentTarget.value })}
      onBlur={leave(name)}
      error={fault(name)}
      rightSection={<span className={classes.unit}>px</span>}
    />
  )

  return (
    <Page
      title="New dataset"
      isNarrow
      lead={
        clone
          ? `Filled with what ${clone.name} was made of.`
          : 'Pictures become a training set: read once, resized, split, kept as they are.'
      }
      actions={
        <Button type="submit" form={FORM} loading={isBusy}>
          Create dataset
        </Button>
      }
    >
      <form id={FORM} className={classes.form} onSubmit={submit} noValidate>
        {isLost && <Notice tone="wait" title="What was to be cloned is not there." />}
        {refusal && !refusal.field && <Notice title={refusal.message}>{refusal.remedy}</Notice>}
        {error && <Notice title="The dataset could not be created.">{error.message} What you typed is kept.</Notice>}
        <SourceFields {...fields} />
        <TextInput
          label="Name"
          name="name"
          value={nameOf(draft)}
          onChange={event => change({ name: event.currentTarget.value })}
          onBlur={leave('name')}
          error={fault('name')}
          autoComplete="off"
        />
        <div className={classes.size}>
          {side('width', 'Width')}
          {side('height', 'Height')}
          <div className={classes.colour}>
            <span id="colour" className={classes.label}>
              Stored in
            </span>
            <SegmentedControl
              className={classes.segments}
              aria-labelledby="colour"
              value={draft.channels}
              onChange={channels => change({ channels: channels as '1' | '3' })}
              data={[
                { value: '3', label: 'Colour' },
                { value: '1', label: 'Grey' },
              ]}
            />
          </div>
        </div>
        <ResizeChoice
          value={draft.resize}
          images={preview.images}
          isLoading={preview.isLoading}
          onChange={resize => change({ resize })}
        />
        <SplitBar
          val={draft.val}
          test={draft.test}
          given={givenSplits(draft)}
          error={fault('split')}
          onChange={change}
        />
        <MoreSettings {...fields} />
      </form>
    </Page>
  )
}
