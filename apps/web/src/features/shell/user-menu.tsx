'use client'

import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import Link from 'next/link'
import { useState } from 'react'
import { useQuery } from 'urql'
import type { ShellQuery } from '../../gql/graphql'
import { post } from '../../lib/post'
import { NewProject } from './new-project'
import { Password } from './password'
import { projectsDocument } from './shell.graphql'
import classes from './top-bar.module.css'

export type Viewer = ShellQuery['viewer']

/** Who is signed in, where else that one is at home, and the way out. */
export function UserMenu({ viewer, handle }: { viewer: Viewer; handle: string | undefined }) {
  const [isOpen, setOpen] = useState(false)
  const [asked, setAsked] = useState<'password' | 'project'>()
  const close = () => setAsked(undefined)
  const isPerson = viewer.kind === 'account'
  return (
    <>
      <Menu position="bottom-end" width={230} opened={isOpen} onChange={setOpen}>
        <Menu.Target>
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
        </Menu.Target>
        <Menu.Dropdown>
          {isOpen && <Projects handle={handle} />}
          {viewer.isAdministrator && <Menu.Item onClick={() => setAsked('project')}>New project …</Menu.Item>}
          <Menu.Divider />
          {handle && (
            <Menu.Item component={Link} href={`/p/${handle}/settings`}>
              Project settings
            </Menu.Item>
          )}
          {isPerson && <Menu.Item onClick={() => setAsked('password')}>Change password …</Menu.Item>}
          {isPerson && <Menu.Item onClick={signOut}>Sign out</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {asked === 'password' && <Password onClose={close} />}
      {asked === 'project' && <NewProject onClose={close} />}
    </>
  )
}

function Projects({ handle }: { handle: string | undefined }) {
  const [{ data }] = useQuery({ query: projectsDocument, requestPolicy: 'cache-and-network' })
  return (
    <>
      <Menu.Label>Projects</Menu.Label>
      {data?.viewer.projects.map(({ project, role }) => (
        <Menu.Item
          key={project.id}
          component="a"
          href={`/p/${project.handle}`}
          aria-current={project.handle === handle ? 'page' : undefined}
          fw={project.handle === handle ? 600 : undefined}
          rightSection={<small>{role.toLowerCase()}</small>}
        >
          {project.name}
        </Menu.Item>
      ))}
    </>
  )
}

/** A whole new page: nothing of the old one's data stays in memory. */
async function signOut() {
  await post('/auth/sign-out', {})
  location.assign('/sign-in')
}
