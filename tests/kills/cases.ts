/** Whatever can die: processes of the platform. Two are ended in order and go on: the platform by down and up, a run by pause and resume. */
export const VICTIMS = [
  'gateway',
  'datasets',
  'models',
  'jobs',
  'inference',
  'pixel reader',
  'pixel decoder',
  'worker',
  'postgres',
  'valkey',
  'seaweedfs',
  'supervisor',
  'platform',
  'run itself',
] as const
export type Victim = (typeof VICTIMS)[number]

export const PHASES = {
  build: ['scan', 'encode', 'finish'],
  run: ['starting', 'training', 'ending'],
} as const
export type Work = keyof typeof PHASES
export type Phase = (typeof PHASES)[Work][number]

export interface Case {
  work: Work
  phase: Phase
  victim: Victim
}

/** Without a run there is no worker to kill and nothing to pause. */
const exists = ({ work, victim }: Case) => work === 'run' || !['worker', 'run itself'].includes(victim)

/** Phases outermost: a part that dies again only minutes later is restarted without a long back-off. */
export const ALL: Case[] = [0, 1, 2]
  .flatMap(at =>
    (['build', 'run'] as const).flatMap(work =>
      VICTIMS.map(victim => ({ work, phase: PHASES[work][at] as Phase, victim })),
    ),
  )
  .filter(exists)

/** A sixth of the cases: each seed its own, all of them over six seeds in a row. */
export const sixthOf = (cases: readonly Case[], seed: number): Case[] =>
  // A stride that shares no factor with the table's rows, so that victims, phases and works are mixed.
  cases.filter((_, at) => (at * 7 + Math.floor(at / 6)) % 6 === seed % 6)
