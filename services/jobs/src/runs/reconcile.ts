import type { State, StopTarget } from './run-state.js'
import { whyWaiting } from './why-waiting.js'

/** What should be: a queued run, or one with a process, with its current attempt. Times are the database's, in ms. */
export interface Wanted {
  run: string
  name: string
  state: State
  stopTo: StopTarget | null
  stoppingSince: number
  wantedDevice: string
  notBefore: number
  attempt: WantedAttempt | null
}

export interface WantedAttempt {
  id: string
  device: string
  /** Where its process reports to. */
  address: string
  hasReported: boolean
}

/** What is: an attempt that the launcher knows. `name` is its run's, for the sentence why others wait. */
export interface Held {
  attempt: string
  device: string
  name: string
  isAlive: boolean
  /** When it told its end, in ms; null while it has not. */
  endedAt: number | null
}

export interface World {
  now: number
  address: string
  devices: readonly string[]
  notReady: string
  isDraining: boolean
}

export type Action =
  | { do: 'start'; run: string; device: string }
  | { do: 'wait'; run: string; reason: string }
  | { do: 'launch'; run: string; attempt: string }
  | { do: 'stop'; attempt: string }
  | { do: 'kill'; attempt: string }
  | { do: 'settle'; run: string; to: StopTarget }
  | { do: 'lost'; run: string; attempt: string; reason: string }
  | { do: 'clear'; attempt: string }

/** How long a process may take to save and go, and how long one that is to go at once. */
export const STOP_MS = 60_000
export const ABORT_MS = 10_000
/** How long a process may live on after it has told its end. */
export const GOODBYE_MS = 10_000

/**
 * Everything to be done so that what is becomes what should be. Pure and repeatable: it looks only at the present, so a lost message, a
 * restart or a kill at any point changes when something is done, never whether. `wanted` is in the order of the queue.
 */
export function reconcile(wanted: readonly Wanted[], held: readonly Held[], world: World): Action[] {
  const known = new Map(held.map(one => [one.attempt, one]))
  const actions = wanted.flatMap(run => (run.state === 'QUEUED' ? [] : keep(run, known, world)))
  const current = new Set(wanted.flatMap(run => (run.state !== 'QUEUED' && run.attempt ? [run.attempt.id] : [])))
  // Nobody wants these any more: their run is over, or has gone on to another attempt.
  for (const one of held)
    if (!current.has(one.attempt)) {
      if (!one.isAlive) actions.push({ do: 'clear', attempt: one.attempt })
      else if (one.endedAt === null || world.now - one.endedAt > GOODBYE_MS)
        actions.push({ do: 'kill', attempt: one.attempt })
    }
  return [...actions, ...admit(wanted, held, world)]
}

function keep(run: Wanted, known: ReadonlyMap<string, Held>, world: World): Action[] {
  const attempt = run.attempt
  if (!attempt) return []
  const held = known.get(attempt.id)
  if (run.state === 'STOPPING') {
    if (!held?.isAlive) return [{ do: 'settle', run: run.run, to: run.stopTo ?? 'PAUSED' }]
    return stop(run, attempt, world)
  }
  if (attempt.address !== world.address && (held || run.state === 'RUNNING')) {
    if (held?.isAlive) return [{ do: 'kill', attempt: attempt.id }]
    return [lost(run, attempt, 'the platform was restarted elsewhere')]
  }
  // Written down but not begun when jobs stopped, or still to be begun.
  if (!held && run.state === 'STARTING') return [{ do: 'launch', run: run.run, attempt: attempt.id }]
  if (!held?.isAlive) return [lost(run, attempt, attempt.hasReported ? 'its process ended unexpectedly' : '')]
  return []
}

function stop(run: Wanted, attempt: WantedAttempt, { now }: World): Action[] {
  const since = now - run.stoppingSince
  const isAbort = run.stopTo === 'ABORTED'
  // A process that has not reported has nothing to save or to tell.
  if (since > (isAbort ? ABORT_MS : STOP_MS) || (isAbort && !attempt.hasReported))
    return [{ do: 'kill', attempt: attempt.id }]
  // An abort is asked for in the answer to a report; the signal means "save first".
  return isAbort ? [] : [{ do: 'stop', attempt: attempt.id }]
}

const lost = (run: Wanted, attempt: WantedAttempt, reason: string): Action => ({
  do: 'lost',
  run: run.run,
  attempt: attempt.id,
  reason,
})

/** First come, first served: a run starts on the first free device it may have; one that must wait holds no other up. */
function admit(wanted: readonly Wanted[], held: readonly Held[], world: World): Action[] {
  if (world.isDraining) return []
  const holders = new Map<string, string>()
  for (const one of held) if (one.isAlive) holders.set(one.device, one.name)
  for (const run of wanted) if (run.state !== 'QUEUED' && run.attempt) holders.set(run.attempt.device, run.name)
  const actions: Action[] = []
  let ahead = 0
  for (const run of wanted) {
    if (run.state !== 'QUEUED') continue
    const may = run.wantedDevice ? [run.wantedDevice] : world.devices
    const device = may.find(one => world.devices.includes(one) && !holders.has(one))
    const backOffSeconds = Math.max(0, run.notBefore - world.now) / 1000
    if (device && !world.notReady && backOffSeconds === 0) {
      holders.set(device, run.name)
      actions.push({ do: 'start', run: run.run, device })
      continue
    }
    const { wantedDevice } = run
    const reason = whyWaiting({ ...world, wantedDevice, holders, ahead, backOffSeconds })
    actions.push({ do: 'wait', run: run.run, reason })
    ahead++
  }
  return actions
}
