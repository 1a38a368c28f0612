import type { Actor } from '@fovea/service-kit'

/** The one project of a platform on one machine. */
export const LOCAL_PROJECT = {
  id: '018f0000-0000-7000-8000-000000000001',
  handle: 'local',
  name: 'Local',
} as const

/** On a loopback port the person at the machine is signed in without asking. */
export const localActor = (requestId: string): Actor => ({
  actor: 'local',
  project: LOCAL_PROJECT.id,
  role: 'admin',
  requestId,
})
