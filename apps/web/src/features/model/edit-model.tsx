import { Button, Group, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMutation, useQuery } from 'urql'
import { Dialog } from '../../ui/dialog'
import { Notice } from '../../ui/notice'
import { useProject } from '../shell'
import type { Model } from './types'
import { modelGroupsDocument, updateModelDocument } from './words.graphql'

const GROUPS = 'known-groups'

/** Name, group and notes; a change of somebody else's in the meantime is told, never written over. */
export function EditModel({ model, onClose }: { model: Model; onClose: () => void }) {
  const project = useProject()
  const [seen] = useState(model.revision)
  const [draft, setDraft] = useState({ name: model.name, group: model.group ?? '', notes: model.notes })
  const [{ data }] = useQuery({
    query: modelGroupsDocument,
    variables: { handle: project.handle },
    requestPolicy: 'network-only',
  })
  const [{ data: answer, error, fetching }, update] = useMutation(updateModelDocument)
  const refusal = answer?.updateModel.__typename === 'Refusal' ? answer.updateModel : undefined
  const faultOf = (field: string) =>
    refusal?.field === field ? [refusal.message, refusal.remedy].filter(Boolean).join(' ') : undefined

  const submit = async () => {
    // Once a change of somebody else's has been told, sending again means it.
    const revision = refusal?.code === 'changed' ? null : seen
    const { data } = await update({ id: model.id, ...draft, revision })
    if (data?.updateModel.__typename === 'Model') onClose()
  }
  return (
    <Dialog title="Name, group and notes" width={34} onClose={onClose}>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          void submit()
        }}
      >
        <TextInput
          label="Name"
          data-autofocus
          autoComplete="off"
          value={draft.name}
          error={faultOf('name') ?? (draft.name.trim() === '' ? 'Give the model a name.' : undefined)}
          onChange={event => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <TextInput
          label="Group"
          mt="sm"
          list={GROUPS}
          autoComplete="off"
          placeholder="none"
          value={draft.group}
          error={faultOf('group')}
          onChange={event => setDraft({ ...draft, group: event.currentTarget.value })}
        />
        <datalist id={GROUPS}>
          {data?.project?.modelGroups.map(group => (
            <option key={group} value={group} />
          ))}
        </datalist>
        <Textarea
          label="Notes"
          mt="sm"
          autosize
          minRows={4}
          maxRows={14}
          maxLength={10_000}
          value={draft.notes}
          error={faultOf('notes')}
          onChange={event => setDraft({ ...draft, notes: event.currentTarget.value })}
        />
        {refusal?.code === 'changed' && (
          <Notice title={refusal.message}>
            It is now called {model.name}
            {model.group && `, in the group ${model.group}`}. Save again to write over that.
          </Notice>
        )}
        {refusal?.code === 'not-found' && <Notice title={refusal.message}>{refusal.remedy}</Notice>}
        {error && <Notice title="The model could not be changed.">{error.message}</Notice>}
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={fetching} disabled={draft.name.trim() === ''}>
            Save
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
