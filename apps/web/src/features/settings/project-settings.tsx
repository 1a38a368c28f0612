'use client'

import { useQuery } from 'urql'
import { Late } from '../../ui/late'
import { Notice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { useMay, useProject } from '../shell'
import { Audit } from './audit'
import { GuestLinks } from './guest-links'
import { Members } from './members'
import { accessDocument, settingsDocument } from './settings.graphql'
import { Tokens } from './tokens'

/** Who may do what? */
export function ProjectSettings() {
  const project = useProject()
  const isAdmin = useMay('manage')
  const [members, readMembers] = useQuery({ query: settingsDocument, requestPolicy: 'cache-and-network' })
  const [access, readAccess] = useQuery({ query: accessDocument, requestPolicy: 'cache-and-network', pause: !isAdmin })
  const again = () => {
    readMembers({ requestPolicy: 'network-only' })
    readAccess({ requestPolicy: 'network-only' })
  }
  const error = members.error ?? access.error
  const open = access.data?.project
  const lead = `A viewer sees ${project.name}, an editor makes and trains, an admin decides who may. You are ${project.role === 'viewer' ? 'a' : 'an'} ${project.role}.`

  return (
    <Page title="Project settings" lead={lead}>
      {error && <Notice title="The settings could not be read.">{error.message}</Notice>}
      {!members.data && !error && <Late>{null}</Late>}
      {members.data?.project && (
        <Members members={members.data.project.members} invitations={open?.invitations} again={again} />
      )}
      {open && <Tokens tokens={open.tokens} again={again} />}
      {open && <GuestLinks links={open.guestLinks} again={again} />}
      {open && <Audit />}
    </Page>
  )
}
