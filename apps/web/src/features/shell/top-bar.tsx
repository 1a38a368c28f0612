'use client'

import { ActionIcon, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconKeyboard, IconMoon, IconSun } from '@tabler/icons-react'
import Link from 'next/link'
import { openKeys } from './keys'
import type { Project } from './project'
import classes from './top-bar.module.css'

export function TopBar({ project, viewer }: { project?: Project; viewer?: string }) {
  return (
    <header className={classes.bar}>
      <Link href={project ? `/p/${project.handle}` : '/'} className={classes.brand} aria-label="Fovea, home">
        <Mark />
        Fovea
      </Link>
      <span className={classes.project}>{project?.name}</span>
      <span className={classes.space} />
      {viewer && viewer !== project?.handle && <span className={classes.viewer}>{viewer}</span>}
      <Tooltip label="Keys (?)">
        <ActionIcon variant="subtle" color="gray" aria-label="Show the keys" onClick={openKeys}>
          <IconKeyboard size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <SchemeSwitch />
    </header>
  )
}

function SchemeSwitch() {
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: true })
  const other = scheme === 'dark' ? 'light' : 'dark'
  return (
    <Tooltip label={`Use the ${other} colours`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`Use the ${other} colours`}
        onClick={() => setColorScheme(other)}
      >
        {scheme === 'dark' ? <IconSun size={18} stroke={1.6} /> : <IconMoon size={18} stroke={1.6} />}
      </ActionIcon>
    </Tooltip>
  )
}

function Mark() {
  return (
    <svg width="20" height="20" viewBox="0 0 32 32" aria-hidden>
      <circle cx="16" cy="16" r="12.5" fill="none" stroke="currentColor" strokeWidth="3.5" />
      <circle cx="19" cy="13" r="5" fill="currentColor" />
    </svg>
  )
}
