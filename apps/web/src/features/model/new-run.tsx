import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useMutation } from 'urql'
import type { FragmentType } from '../../gql'
import { useIdempotencyKey } from '../../lib/use-key'
import { Dialog } from '../../ui/dialog'
import { Notice } from '../../ui/notice'
import {
  fromSolver,
  imageCounts,
  initialSolver,
  SolverForm,
  solverErrors,
  type solverFields,
  toSolverInput,
} from '../solver'
import { createRunDocument } from './actions.graphql'
import type { Model } from './types'

interface Props {
  model: Model
  /** The solver to start from: a copy of another run's. */
  from?: FragmentType<typeof solverFields>
  onClose: () => void
  onCreated: (number: number) => void
}

/** Another training of the model, all fields filled with what ran before. */
export function NewRun({ model, from, onClose, onCreated }: Props) {
  const [draft, setDraft] = useState(() => (from ? fromSolver(from) : initialSolver))
  const [{ data, error, fetching }, create] = useMutation(createRunDocument)
  const [isTried, setTried] = useState(false)
  const key = useIdempotencyKey([model.id, draft])
  const images = imageCounts(model.dataset?.counts)
  const errors = solverErrors(draft, images)
  const isSound = Object.keys(errors).length === 0
  const answer = data?.createRun

  const submit = async () => {
    setTried(true)
    if (!isSound) return
    const { data } = await create({ modelId: model.id, solver: toSolverInput(draft), key })
    if (data?.createRun.__typename !== 'Run') return
    onClose()
    onCreated(data.createRun.number)
  }

  return (
    <Dialog title={`New run of ${model.name}`} width={34} onClose={onClose}>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          void submit()
        }}
      >
        <SolverForm
          draft={draft}
          errors={errors}
          images={images.train}
          onChange={part => setDraft({ ...draft, ...part })}
        />
        {isTried && answer?.__typename === 'Refusal' && <Notice title={answer.message}>{answer.remedy}</Notice>}
        {isTried && answer?.__typename === 'NetworkInvalid' && (
          <Notice title={answer.faults[0]?.message}>{answer.faults[0]?.remedy}</Notice>
        )}
        {error && <Notice title="The run could not be made.">{error.message}</Notice>}
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={fetching} disabled={!isSound}>
            Start run
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
