'use client'

import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconKeyboard, IconMoon, IconSun } from '@tabler/icons-react'
import Link from 'next/link'
import { Hint } from '../../ui/hint'
import { Mark } from '../../ui/mark'
import { openKeys } from './keys'
import type { Project } from './project'
import classes from './top-bar.module.css'
import { UserMenu, type Viewer } from './user-menu'

interface Props {
  project?: Pick<Project, 'handle' | 'name'>
  viewer?: Viewer
}

export function TopBar({ project, viewer }: Props) {
  return (
    <header className={classes.bar}>
      <Link href={project ? `/p/${project.handle}` : '/'} className={classes.brand} aria-label="Fovea, home">
        <Mark />
        Fovea
      </Link>
      <span className={classes.project}>{project?.name}</span>
      {project && viewer?.role === 'viewer' && (
        <Hint side="right" text="You see this project and change nothing in it. An admin of it can make you an editor.">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what explains it is reached by the keyboard too. */}
          <span className={classes.role} tabIndex={0}>
            viewer
          </span>
        </Hint>
      )}
      <span className={classes.space} />
      <Hint text="Keys (?)">
        <ActionIcon variant="subtle" color="gray" aria-label="Show the keys" onClick={openKeys}>
          <IconKeyboard size={18} stroke={1.6} />
        </ActionIcon>
      </Hint>
      <SchemeSwitch />
      {viewer && <UserMenu viewer={viewer} handle={project?.handle} />}
    </header>
  )
}

function SchemeSwitch() {
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: true })
  const other = scheme === 'dark' ? 'light' : 'dark'
  return (
    <Hint text={`Use the ${other} colours`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`Use the ${other} colours`}
        onClick={() => setColorScheme(other)}
      >
        {scheme === 'dark' ? <IconSun size={18} stroke={1.6} /> : <IconMoon size={18} stroke={1.6} />}
      </ActionIcon>
    </Hint>
  )
}
