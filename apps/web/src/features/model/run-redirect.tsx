'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useQuery } from 'urql'
import { Missing } from '../../ui/missing'
import { useProject } from '../shell'
import { runModelDocument } from './model.graphql'

/** A run's own address leads to its model's page, where it is compared with its sisters. */
export function RunRedirect({ id }: { id: string }) {
  const project = useProject()
  const router = useRouter()
  const [{ data, error }] = useQuery({ query: runModelDocument, variables: { id } })
  const run = data?.node?.__typename === 'Run' ? data.node : undefined
  const target = run?.model ? project.model(run.model.id, run.number) : undefined
  useEffect(() => {
    if (target) router.replace(target)
  }, [target, router])
  return (data && !target) || error ? <Missing what="This run" home={project.home} /> : null
}
