import { useRouter } from 'next/navigation'
import { counted } from '../../lib/format'
import { Confirm } from '../../ui/confirm'
import { useProject } from '../shell'
import { deleteModelDocument, restoreModelDocument } from './actions.graphql'
import type { Model } from './types'
import { useAct } from './use-act'

const UNDO_SECONDS = 60

export function DeleteModel({ model, isOpen, onClose }: { model: Model; isOpen: boolean; onClose: () => void }) {
  const project = useProject()
  const router = useRouter()
  const { act, send, isBusy, announce } = useAct()
  const remove = async () => {
    const isDone = await act(deleteModelDocument, { id: model.id })
    onClose()
    if (!isDone) return
    router.push(project.home)
    announce({
      text: `Deleted the model ${model.name}.`,
      seconds: UNDO_SECONDS,
      undo: async () => (await send(restoreModelDocument, { id: model.id }))?.text,
    })
  }
  return (
    <Confirm
      title={`Delete ${model.name}?`}
      action="Delete model"
      isOpen={isOpen}
      isBusy={isBusy}
      onConfirm={remove}
      onClose={onClose}
    >
      {model.runs.totalCount > 0
        ? `${counted(model.runs.totalCount, 'run')} with all snapshots, charts and logs ${model.runs.totalCount === 1 ? 'goes' : 'go'} with it.`
        : 'It has no runs.'}{' '}
      {model.dataset && `The dataset ${model.dataset.name} stays. `}It can be brought back for a minute.
    </Confirm>
  )
}
