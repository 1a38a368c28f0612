import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { bytes, epoch } from '../../lib/format'
import { Confirm } from '../../ui/confirm'
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
  return (
    <>
      <Menu position="bottom-end" width={220} withinPortal>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label={`Actions on the snapshot of epoch ${epoch(at)}`}
          >
            <IconDots size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={downloads.weights(project.id, id)} download>
            Download weights, {bytes(weightsBytes)}
          </Menu.Item>
          {mayEdit && (
            <>
              <Menu.Item onClick={() => act(pinSnapshotDocument, { id, isPinned: !isPinned })}>
                {isPinned ? 'Unpin' : 'Pin: keep it for good'}
              </Menu.Item>
              <Menu.Item color="red" onClick={() => setAsked(true)}>
                Delete snapshot
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
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
