import { join } from 'node:path'
import { ObjectStore } from '@fovea/service-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawFolder } from '../integration/datasets/pictures.js'
import { type OwnPlatform, startPlatform } from '../support/platform.js'
import { until } from '../support/until.js'
import { beginBuild, buildRow, builtOutcome, isBuilt } from './build.js'
import { ALL, type Case, type Phase, sixthOf } from './cases.js'
import { Database } from './database.js'
import { orphans } from './orphans.js'
import { PLACE, type Place } from './phases.js'
import { beginRun, isTrained, makeModel, pauseAndResume, runRow, trainedOutcome } from './run.js'
import { allReady, kill } from './victims.js'

/** A failure is tried again with the seed in its name. */
const seed = Number(process.env['FOVEA_KILLS_SEED'] ?? Math.floor(Date.now() / 1000) % 6)
const chosen = process.env['FOVEA_KILLS'] === 'all' ? ALL : sixthOf(ALL, seed)

/** How long a build or a run may take to its end after a kill, also on a machine that others keep busy. */
const LONGEST_S = 240
/** A phase lasts some tenths of a second: on a busy machine it can pass between two looks. */
const TRIES = 4

interface Kind {
  begin(): Promise<string>
  place(phase: Phase, id: string): Promise<Place>
  isOver(id: string): Promise<boolean>
  outcome(id: string): Promise<object>
  undisturbed: object
}

let platform: OwnPlatform
let database: Database
/** A fresh one each time: after the platform was started again it may lie at another port. */
const store = () => new ObjectStore(platform.s3Config)
let kinds: Record<Case['work'], Kind>

beforeAll(async () => {
  process.stdout.write(`kills: ${chosen.length} of ${ALL.length} cases, FOVEA_KILLS_SEED=${seed}\n`)
  const env = { FOVEA_SHARD_BYTES: '24576' }
  platform = await startPlatform({
    only: ['postgres', 'valkey', 'seaweedfs', 'datasets', 'models', 'jobs', 'inference', 'gateway'],
    env,
  })
  database = new Database(platform)
  const folder = drawFolder(join(platform.dataRoot, 'pictures'), [200, 200], [150, 120])
  const build: Kind = {
    begin: () => beginBuild(platform, folder),
    place: async (phase, id) => PLACE[phase as 'scan'](await buildRow(database, id)),
    isOver: id => isBuilt(database, id),
    outcome: id => builtOutcome(database, store(), id),
    undisturbed: {},
  }
  const dataset = await undisturbed(build)
  const model = await makeModel(platform, dataset)
  const run: Kind = {
    begin: () => beginRun(platform, model),
    place: async (phase, id) => PLACE[phase as 'starting'](await runRow(database, id)),
    isOver: id => isTrained(database, id),
    outcome: id => trainedOutcome(platform, database, store(), id),
    undisturbed: {},
  }
  await undisturbed(run)
  kinds = { build, run }
}, 900_000)

afterAll(() => platform?.stop())

async function undisturbed(kind: Kind): Promise<string> {
  const id = await kind.begin()
  await until('the undisturbed one', LONGEST_S, () => kind.isOver(id))
  kind.undisturbed = await kind.outcome(id)
  return id
}

/** Begins one and waits until it is in the phase; one whose phase was missed is let go, and another begun. */
async function beginIn(kind: Kind, phase: Phase): Promise<string> {
  for (let tried = 1; ; tried++) {
    const id = await kind.begin()
    const place = await until(
      phase,
      LONGEST_S,
      async () => {
        const now = await kind.place(phase, id)
        return now !== 'before' && now
      },
      5,
    )
    if (place === 'in') return id
    if (tried === TRIES) throw new Error(`the phase "${phase}" passed unseen ${TRIES} times`)
    await until('its end', LONGEST_S, () => kind.isOver(id))
  }
}

it('is compared with a whole build and a whole run', () => {
  expect(kinds.build.undisturbed).toMatchObject({ dataset: { state: 'READY', files_total: 400, rejected_count: 0 } })
  expect(kinds.build.undisturbed).toHaveProperty(['objects', 'manifest.json'])
  expect(kinds.run.undisturbed).toMatchObject({
    run: { state: 'SUCCEEDED', iteration: 300 },
    series: ['train/loss', 'train/rate', 'val/accuracy', 'val/balanced-accuracy', 'val/loss'].map(series => ({
      series,
    })),
    snapshots: [60, 120, 180, 240, 300].map(iteration => ({ iteration })),
  })
  expect(kinds.run.undisturbed).toHaveProperty(['objects', 'snapshots/300/weights.safetensors'])
})

describe(`the same end after SIGKILL (FOVEA_KILLS_SEED=${seed}, ${chosen.length} of ${ALL.length} cases)`, () => {
  it.each(chosen)('of $victim, in a $work, phase $phase', { timeout: 600_000 }, async ({ work, phase, victim }) => {
    const kind = kinds[work]
    const id = await beginIn(kind, phase)
    if (victim === 'run itself') await pauseAndResume(platform, database, id)
    else await kill(platform, victim)
    await until(`the end of the ${work}`, LONGEST_S, () => kind.isOver(id))
    await allReady(platform)
    const left = await until('nothing to be left over', 20, async () => {
      const found = await orphans(platform, database, store())
      return found.length === 0 && found
    }).catch(() => orphans(platform, database, store()))
    expect(left).toEqual([])
    expect(await kind.outcome(id)).toEqual(kind.undisturbed)
  })
})
