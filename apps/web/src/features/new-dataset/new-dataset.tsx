'use client'

import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useState } from 'react'
import { useMutation } from 'urql'
import { useDraft } from '../../lib/use-draft'
import { useIdempotencyKey } from '../../lib/use-key'
import { Fold } from '../../ui/fold'
import { Notice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { useProject } from '../shell'
import { type DatasetField, datasetErrors, fieldOf, initialDataset, nameOf, toRecipe } from './draft'
import { FolderField } from './folder-field'
import { createDatasetDocument } from './new-dataset.graphql'
import classes from './new-dataset.module.css'
import { ResizeChoice } from './resize-choice'
import { SplitBar } from './split-bar'

const FORM = 'new-dataset'

/** How do my pictures become a training set? */
export function NewDataset({ folder }: { folder: string | undefined }) {
  const project = useProject()
  const router = useRouter()
  const { draft, change, forget } = useDraft('fovea:new-dataset', initialDataset)
  useEffect(() => {
    if (folder) change({ folder, name: null })
  }, [folder, change])
  const [left, setLeft] = useState<Partial<Record<DatasetField, true>>>({})
  /** What the server refused, for as long as the input stays what it refused. */
  const [refused, setRefused] = useState<{
    content: string
    field: DatasetField | undefined
    message: string
    remedy: string | null
  }>()
  const [{ fetching, error }, create] = useMutation(createDatasetDocument)

  const input = {
    projectId: project.id,
    name: nameOf(draft).trim(),
    folder: draft.folder.trim(),
    recipe: toRecipe(draft),
  }
  const content = JSON.stringify(input)
  const idempotencyKey = useIdempotencyKey(input)
  const faults = datasetErrors(draft)
  const refusal = refused?.content === content ? refused : undefined
  const fault = (field: DatasetField) =>
    refusal?.field === field
      ? [refusal.message, refusal.remedy].filter(Boolean).join(' ')
      : left[field]
        ? faults[field]
        : undefined
  const leave = (field: DatasetField) => () => setLeft(all => ({ ...all, [field]: true }))

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setLeft({ folder: true, name: true, width: true, height: true, split: true, seed: true })
    if (Object.keys(faults).length > 0) return
    const { data } = await create({ input: { ...input, idempotencyKey } })
    const result = data?.createDataset
    if (result?.__typename === 'Dataset') {
      forget()
      router.push(project.dataset(result.id))
    } else if (result)
      setRefused({ content, field: fieldOf(result.field), message: result.message, remedy: result.remedy })
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
      lead="A folder of pictures becomes a training set: read once, resized, split, kept as it is."
      actions={
        <Button type="submit" form={FORM} loading={fetching}>
          Create dataset
        </Button>
      }
    >
      <form id={FORM} className={classes.form} onSubmit={submit} noValidate>
        {refusal && !refusal.field && <Notice title={refusal.message}>{refusal.remedy}</Notice>}
        {error && <Notice title="The dataset could not be created.">{error.message} What you typed is kept.</Notice>}
        <FolderField
          value={draft.folder}
          error={fault('folder')}
          onChange={folder => change({ folder })}
          onLeave={leave('folder')}
        />
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
        <ResizeChoice value={draft.resize} onChange={resize => change({ resize })} />
        <SplitBar val={draft.val} test={draft.test} error={fault('split')} onChange={change} />
        <Fold
          title="More settings"
          summary={`seed ${draft.seed}: the same folder and seed split the same way`}
          isForcedOpen={fault('seed') !== undefined}
        >
          <TextInput
            label="Seed"
            name="seed"
            inputMode="numeric"
            description="Decides which image goes into which split, and their order."
            value={draft.seed}
            onChange={event => change({ seed: event.currentTarget.value })}
            onBlur={leave('seed')}
            error={fault('seed')}
            w={200}
          />
        </Fold>
      </form>
    </Page>
  )
}
