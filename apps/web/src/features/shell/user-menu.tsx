'use client'

import { Button } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useQuery } from 'urql'
import type { ShellQuery } from '../../gql/graphql'
import { post } from '../../lib/post'
import { ActionMenu } from '../../ui/action-menu'
import type { MenuEntry } from '../../ui/open-menu'
import { NewProject } from './new-project'
import { Password } from './password'
import { projectsDocument } from './shell.graphql'
import classes from './top-bar.module.css'

export type Viewer = ShellQuery['viewer']

/** Who is signed in, where else that one is at home, and the way out. */
export function UserMenu({ viewer, handle }: { viewer: Viewer; handle: string | undefined }) {
  const [wasOpened, setOpened] = useState(false)
  const [asked, setAsked] = useState<'password' | 'project'>()
  const [{ data }, ask] = useQuery({ query: projectsDocument, requestPolicy: 'cache-and-network', pause: !wasOpened })
  const close = () => setAsked(undefined)
  const isPerson = viewer.kind === 'account'
  const projects: MenuEntry[] = (data?.viewer.projects ?? []).map(({ project, role }) => ({
    text: project.name,
    href: `/p/${project.handle}`,
    leads: 'out',
    isCurrent: project.handle === handle,
    aside: <small>{role.toLowerCase()}</small>,
  }))
  const ways: MenuEntry[] = [
    ...(handle ? [{ text: 'Project settings', href: `/p/${handle}/settings` }] : []),
    ...(isPerson ? [{ text: 'Change password …', onClick: () => setAsked('password') }] : []),
    ...(isPerson ? [{ text: 'Sign out', onClick: signOut }] : []),
  ]
  return (
    <>
      <ActionMenu
        width={230}
        button={
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            className={classes.viewer}
            rightSection={<IconChevronDown size={14} />}
            aria-label={`${viewer.name}: projects and settings`}
          >
            {viewer.name}
          </Button>
        }
        entries={[
          { text: 'Projects' },
          ...projects,
          ...(viewer.isAdministrator ? [{ text: 'New project …', onClick: () => setAsked('project') }] : []),
          ...ways.map((way, index) => ({ ...way, isApart: index === 0 })),
        ]}
        onOpen={() => (wasOpened ? ask() : setOpened(true))}
      />
      {asked === 'password' && <Password onClose={close} />}
      {asked === 'project' && <NewProject onClose={close} />}
    </>
  )
}

/** A whole new page: nothing of the old one's data stays in memory. */
async function signOut() {
  await post('/auth/sign-out', {})
  location.assign('/sign-in')
}
