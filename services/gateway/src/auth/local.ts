import type { Caller } from './caller.js'

/** The one project of a platform on one machine. */
export const LOCAL_PROJECT = {
  id: '018f0000-0000-7000-8000-000000000001',
  handle: 'local',
  name: 'Local',
} as const

/** On a loopback port the person at the machine is signed in without asking. */
export const LOCAL_CALLER: Caller = {
  kind: 'local',
  name: 'local',
  isAdministrator: true,
  right: { project: LOCAL_PROJECT, role: 'admin' },
}

/** Whether a port that listens on this interface is reached from this machine alone. */
export const isLoopback = (host: string) =>
  ['localhost', '::1', '[::1]'].includes(host) || /^127\.\d+\.\d+\.\d+$/.test(host)
