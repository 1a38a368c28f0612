'use client'

import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import Link from 'next/link'
import { useState } from 'react'
import { type FragmentType, readFragment } from '../../gql'
import { runFigures, useMay, useProject } from '../shell'
import { canPause, isLive } from '../states'
import { abortDocument, pauseDocument, resumeDocument } from './actions.graphql'
import { DeleteModel } from './delete-model'
import { DeleteRun } from './delete-run'
import { EditModel, NewRun, ShareRun } from './dialogs'
import { modelRun } from './model.graphql'
import type { Model } from './types'
import { useAct } from './use-act'

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
  return (
    <>
      <Menu position="bottom-end" width={180}>
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label="More actions">
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {live && <Menu.Item onClick={() => setAsked('new')}>New run</Menu.Item>}
          <Menu.Item onClick={() => setAsked('edit')}>Name, group, notes</Menu.Item>
          <Menu.Item component={Link} href={project.cloneOf(run?.id ?? model.id)}>
            Clone {run ? `#${run.number}` : 'model'}
          </Menu.Item>
          {run && mayShare && <Menu.Item onClick={() => setAsked('share')}>Guest link to #{run.number}</Menu.Item>}
          <Menu.Divider />
          {run && <Menu.Item onClick={() => setAsked('delete-run')}>Delete run #{run.number}</Menu.Item>}
          <Menu.Item color="red" onClick={() => setAsked('delete-model')}>
            Delete model
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
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
      {run && !live && <Button onClick={() => setAsked('new')}>New run</Button>}
      {asked === 'new' && <NewRun model={model} from={full?.solver} onClose={close} onCreated={onCreated} />}
      {run && asked === 'share' && <ShareRun run={run} onClose={close} />}
      {asked === 'edit' && <EditModel model={model} onClose={close} />}
      {run && <DeleteRun run={run} isOpen={asked === 'delete-run'} onClose={close} />}
      <DeleteModel model={model} isOpen={asked === 'delete-model'} onClose={close} />
    </>
  )
}
