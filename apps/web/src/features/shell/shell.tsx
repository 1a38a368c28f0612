'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { Provider, useQuery, useSubscription } from 'urql'
import { makeClient } from '../../lib/client'
import type { Connection } from '../../lib/connection'
import { Announcer } from '../../ui/announcer'
import { Late } from '../../ui/late'
import { Missing } from '../../ui/missing'
import { Notice } from '../../ui/notice'
import { ConnectionBanner } from './connection-banner'
import { Keys } from './keys'
import { type Project, ProjectContext } from './project'
import { ConnectionContext } from './reconnect'
import { rowChangedDocument, shellDocument } from './shell.graphql'
import classes from './shell.module.css'
import { TopBar } from './top-bar'

/** Around every page: the client, the project of the address, its live rows, the bar on top. */
export function Shell({ handle, children }: { handle: string; children: ReactNode }) {
  // Made in the browser only: on the server there is no origin to speak to.
  const [world, setWorld] = useState<ReturnType<typeof makeClient>>()
  useEffect(() => setWorld(makeClient({ project: handle })), [handle])
  if (!world) return null
  return (
    <Provider value={world.client}>
      <Announcer>
        <Inside handle={handle} connection={world.connection}>
          {children}
        </Inside>
      </Announcer>
    </Provider>
  )
}

function Inside({ handle, connection, children }: { handle: string; connection: Connection; children: ReactNode }) {
  const [{ data, error }, retry] = useQuery({ query: shellDocument, variables: { handle } })
  const project = data?.project
  return (
    <>
      <a href="#content" className={classes.skip}>
        Skip to the content
      </a>
      <TopBar project={project ?? undefined} viewer={data?.viewer} />
      <ConnectionBanner connection={connection} />
      <Keys />
      {project ? (
        <ProjectContext value={{ ...project, role: data.viewer.role }}>
          <ConnectionContext value={connection}>
            <LiveRows project={project} />
            {children}
          </ConnectionContext>
        </ProjectContext>
      ) : error ? (
        <div className={classes.center}>
          <Notice
            title="The platform does not answer."
            actions={
              <button type="button" className={classes.retry} onClick={() => retry({ requestPolicy: 'network-only' })}>
                Try again
              </button>
            }
          >
            {error.message} See <code>fovea status</code> for the part that is down.
          </Notice>
        </div>
      ) : data ? (
        <Missing what={`The project ${handle}`} home="/" />
      ) : (
        <Late>
          <p className={classes.center}>Loading …</p>
        </Late>
      )}
    </>
  )
}

/** One subscription for all pages; the cache does the rest. */
function LiveRows({ project }: { project: Pick<Project, 'id'> }) {
  useSubscription({ query: rowChangedDocument, variables: { projectId: project.id } })
  return null
}
