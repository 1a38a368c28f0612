import type { ReactNode } from 'react'
import { Shell } from '../../../src/features/shell'

export default async function Layout({
  children,
  params,
}: {
  children: ReactNode
  params: Promise<{ project: string }>
}) {
  return <Shell handle={(await params).project}>{children}</Shell>
}
