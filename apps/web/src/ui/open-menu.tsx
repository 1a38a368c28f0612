'use client'

import { Menu } from '@mantine/core'
import Link from 'next/link'
import { Fragment, type ReactElement, type ReactNode } from 'react'

export interface MenuEntry {
  text: ReactNode
  /** What it does, or where it leads; without both it heads those that follow. */
  onClick?: () => void
  href?: string
  /** The address is a file to keep, or a page that starts anew. */
  leads?: 'to a file' | 'out'
  isCurrent?: boolean
  isDanger?: boolean
  aside?: ReactNode
  /** A line above it. */
  isApart?: boolean
}

interface Props {
  button: ReactElement
  entries: MenuEntry[]
  width: number
  onOpen: (() => void) | undefined
}

/** Opens as it appears. */
export function OpenMenu({ button, entries, width, onOpen }: Props) {
  return (
    <Menu position="bottom-end" width={width} withinPortal defaultOpened onOpen={onOpen}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {entries.map((entry, index) => (
          <Fragment key={index}>
            {entry.isApart && <Menu.Divider />}
            <Entry {...entry} />
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function Entry({ text, onClick, href, leads, isCurrent, isDanger, aside }: MenuEntry) {
  const look = {
    ...(isDanger ? { color: 'red' } : {}),
    ...(isCurrent ? { fw: 600, 'aria-current': 'page' as const } : {}),
    rightSection: aside,
  }
  if (href && leads)
    return (
      <Menu.Item component="a" href={href} download={leads === 'to a file' || undefined} {...look}>
        {text}
      </Menu.Item>
    )
  if (href)
    return (
      <Menu.Item component={Link} href={href} {...look}>
        {text}
      </Menu.Item>
    )
  if (onClick)
    return (
      <Menu.Item onClick={onClick} {...look}>
        {text}
      </Menu.Item>
    )
  return <Menu.Label>{text}</Menu.Label>
}
