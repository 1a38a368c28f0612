import { useRouter } from 'next/navigation'
import type { RunFiguresFragment } from '../../gql/graphql'
import { Confirm } from '../../ui/confirm'
import { useProject } from '../shell'
import { isLive } from '../states'
import { deleteRunDocument, restoreRunDocument } from './actions.graphql'
import { useAct } from './use-act'

const UNDO_SECONDS = 60

export function DeleteRun({ run, isOpen, onClose }: { run: RunFiguresFragment; isOpen: boolean; onClose: () => void }) {
  const project = useProject()
  const router = useRouter()
  const { act, send, isBusy, announce } = useAct()
  const remove = async () => {
    const isDone = await act(deleteRunDocument, { id: run.id })
    onClose()
    if (!isDone) return
    router.push(project.home)
    announce({
      text: `Deleted the run ${run.name}.`,
      seconds: UNDO_SECONDS,
      undo: async () => (await send(restoreRunDocument, { id: run.id }))?.text,
    })
  }
  return (
    <Confirm
      title={`Delete ${run.name}?`}
      action="Delete run"
      isOpen={isOpen}
      isBusy={isBusy}
      onConfirm={remove}
      onClose={onClose}
    >
      {isLive(run.state) && 'It is stopped first. '}
      Its snapshots, charts and log go with it. It can be brought back for a minute.
    </Confirm>
  )
}
