'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { Notice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { useMay, useProject } from './project'

/** A form, or in its place why this person cannot send it. */
export function EditorsOnly({ title, children }: { title: string; children: ReactNode }) {
  const project = useProject()
  if (useMay('edit')) return children
  return (
    <Page title={title} isNarrow>
      <Notice tone="calm" title={`You are a viewer of ${project.name}: you see all of it and change nothing.`}>
        An admin of the project can make you an editor. <Link href={project.home}>Go to the home page</Link>
      </Notice>
    </Page>
  )
}
