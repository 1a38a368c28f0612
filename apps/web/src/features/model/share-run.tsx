import { Button, Group, NativeSelect } from '@mantine/core'
import Link from 'next/link'
import { useState } from 'react'
import { useMutation } from 'urql'
import type { RunFiguresFragment } from '../../gql/graphql'
import { Dialog } from '../../ui/dialog'
import { Notice } from '../../ui/notice'
import { Once } from '../../ui/once'
import { useProject } from '../shell'
import { createGuestLinkDocument } from './actions.graphql'
import classes from './words.module.css'

const ENDS = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '365', label: 'a year' },
]

const isOwnMachine = (host: string) => ['localhost', '127.0.0.1', '[::1]'].includes(host)

/** One run for eyes from outside. */
export function ShareRun({ run: { id, name }, onClose }: { run: RunFiguresFragment; onClose: () => void }) {
  const project = useProject()
  const [days, setDays] = useState('30')
  const [{ data, error, fetching }, create] = useMutation(createGuestLinkDocument)
  const answer = data?.result
  return (
    <Dialog title={`Guest link to ${name}`} width={34} onClose={onClose}>
      <p className={classes.note}>
        Whoever has the link sees the curves, figures and log of this run, without signing in, and nothing else. It is
        taken back in the <Link href={project.settings}>project settings</Link>.
      </p>
      {answer?.__typename === 'NewGuestLink' ? (
        <>
          <Once text={new URL(answer.path, location.origin).href}>Send this link now. It is not shown again.</Once>
          {isOwnMachine(location.hostname) && (
            <Notice tone="wait" title="This address opens on this machine alone.">
              Open this page by the name under which your guests reach the platform, and make the link there.
            </Notice>
          )}
        </>
      ) : (
        <NativeSelect
          label="It opens for"
          data={ENDS}
          value={days}
          onChange={event => setDays(event.currentTarget.value)}
          w={160}
        />
      )}
      {answer?.__typename === 'Refusal' && <Notice title={answer.message}>{answer.remedy}</Notice>}
      {error && <Notice title="The link could not be made.">{error.message}</Notice>}
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose}>
          {answer?.__typename === 'NewGuestLink' ? 'Close' : 'Cancel'}
        </Button>
        {answer?.__typename !== 'NewGuestLink' && (
          <Button loading={fetching} onClick={() => create({ runId: id, days: Number(days) })}>
            Create guest link
          </Button>
        )}
      </Group>
    </Dialog>
  )
}
