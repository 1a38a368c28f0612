'use client'

import { ActionIcon, Button } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { type FragmentType, readFragment } from '../../gql'
import { ActionMenu } from '../../ui/action-menu'
import type { MenuEntry } from '../../ui/open-menu'
import { runFigures, useMay, useProject } from '../shell'
import { canPause, isLive } from '../states'
import { abortDocument, pauseDocument, resumeDocument } from './actions.graphql'
import { DeleteModel } from './delete-model'
import { DeleteRun } from './delete-run'
import { modelRun } from './model.graphql'
import type { Model } from './types'
import { useAct } from './use-act'
import { EditModel, NewRun, ShareRun } from './when-wanted'

interface Props {
  model: Model
  run: FragmentType<typeof modelRun> | undefined
  onCreated: (number: number) => void
}

type Ask = 'new' | 'edit' | 'share' | 'delete-run' | 'delete-model'

export function RunActions({ model, run: row, onCreated }: Props) {
  const full = readFragment(modelRun, row)
  const run = readFragment(runFigures, full)
  const project = useProject()
  const mayShare = useMay('manage')
  const { act, isBusy } = useAct()
  const [asked, setAsked] = useState<Ask>()
  const close = () => setAsked(undefined)
  const state = run?.state
  const live = state !== undefined && isLive(state)
  const ask = (what: Ask) => () => setAsked(what)
  const entries: MenuEntry[] = [
    ...(live ? [{ text: 'New run', onClick: ask('new') }] : []),
    { text: 'Name, group, notes', onClick: ask('edit') },
    { text: `Clone ${run ? `#${run.number}` : 'model'}`, href: project.cloneOf(run?.id ?? model.id) },
    ...(run && mayShare ? [{ text: `Guest link to #${run.number}`, onClick: ask('share') }] : []),
    ...(run ? [{ text: `Delete run #${run.number}`, isApart: true, onClick: ask('delete-run') }] : []),
    { text: 'Delete model', isApart: !run, isDanger: true, onClick: ask('delete-model') },
  ]
  return (
    <>
      <ActionMenu
        width={180}
        button={
          <ActionIcon variant="default" size={32} aria-label="More actions">
            <IconDots size={16} />
          </ActionIcon>
        }
        entries={entries}
      />
      {run && live && (
        <Button
          variant="default"
          onClick={() => act(abortDocument, { id: run.id })}
          disabled={isBusy || state === 'STOPPING'}
        >
          Abort
        </Button>
      )}
      {run && state && canPause(state) && (
        <Button onClick={() => act(pauseDocument, { id: run.id })} loading={isBusy}>
          Pause
        </Button>
      )}
      {run && state === 'PAUSED' && (
        <Button onClick={() => act(resumeDocument, { id: run.id })} loading={isBusy}>
          Resume
        </Button>
      )}
      {run && !live && <Button onClick={ask('new')}>New run</Button>}
      {asked === 'new' && <NewRun model={model} from={full?.solver} onClose={close} onCreated={onCreated} />}
      {run && asked === 'share' && <ShareRun run={run} onClose={close} />}
      {asked === 'edit' && <EditModel model={model} onClose={close} />}
      {run && <DeleteRun run={run} isOpen={asked === 'delete-run'} onClose={close} />}
      <DeleteModel model={model} isOpen={asked === 'delete-model'} onClose={close} />
    </>
  )
}
