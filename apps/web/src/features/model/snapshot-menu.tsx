import { ActionIcon } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { bytes, epoch } from '../../lib/format'
import { ActionMenu } from '../../ui/action-menu'
import { Confirm } from '../../ui/confirm'
import type { MenuEntry } from '../../ui/open-menu'
import { useMay, useProject } from '../shell'
import { deleteSnapshotDocument, pinSnapshotDocument } from './actions.graphql'
import { downloads } from './downloads'
import { hintOf } from './snapshot-marks'
import type { Snapshot } from './snapshots'
import { useAct } from './use-act'

/** What can be done with one snapshot. */
export function SnapshotMenu({ snapshot, runName }: { snapshot: Snapshot; runName: string }) {
  const { id, epoch: at, isBest, isPinned, weightsBytes } = snapshot
  const project = useProject()
  const mayEdit = useMay('edit')
  const { act, isBusy } = useAct()
  const [isAsked, setAsked] = useState(false)
  const remove = async () => {
    await act(deleteSnapshotDocument, { id })
    setAsked(false)
  }
  const changes: MenuEntry[] = [
    {
      text: isPinned ? 'Unpin' : 'Pin: keep it for good',
      onClick: () => act(pinSnapshotDocument, { id, isPinned: !isPinned }),
    },
    { text: 'Delete snapshot', isDanger: true, onClick: () => setAsked(true) },
  ]
  return (
    <>
      <ActionMenu
        width={220}
        button={
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label={`Actions on the snapshot of epoch ${epoch(at)}`}
          >
            <IconDots size={14} />
          </ActionIcon>
        }
        entries={[
          {
            text: `Download weights, ${bytes(weightsBytes)}`,
            href: downloads.weights(project.id, id),
            leads: 'to a file',
          },
          ...(mayEdit ? changes : []),
        ]}
      />
      <Confirm
        title={`Delete the snapshot of ${hintOf({ ...snapshot, isPinned: false })}?`}
        action="Delete snapshot"
        isOpen={isAsked}
        isBusy={isBusy}
        onConfirm={remove}
        onClose={() => setAsked(false)}
      >
        Its weights, {bytes(weightsBytes)}, go for good{isPinned && ', pinned as it is'}; curves and log of {runName}{' '}
        stay.
        {isBest && ' The next best becomes the best.'}
      </Confirm>
    </>
  )
}
