import { describe, expect, it } from 'vitest'
import { type Action, type Held, reconcile, type Wanted, type WantedAttempt, type World } from './reconcile.js'

const world: World = { now: 100_000, address: 'here:1', devices: ['cpu'], notReady: '', isDraining: false }
const attempt: WantedAttempt = { id: 'a1', device: 'cpu', address: 'here:1', hasReported: true }
const run: Wanted = {
  run: 'r1',
  name: 'ships#1',
  state: 'QUEUED',
  stopTo: null,
  stoppingSince: 99_000,
  wantedDevice: '',
  notBefore: 0,
  attempt: null,
}
const running: Wanted = { ...run, state: 'RUNNING', attempt }
const starting: Wanted = { ...run, state: 'STARTING', attempt: { ...attempt, hasReported: false } }
const pausing: Wanted = { ...running, state: 'STOPPING', stopTo: 'PAUSED' }
const aborting: Wanted = { ...running, state: 'STOPPING', stopTo: 'ABORTED' }
const alive: Held = { attempt: 'a1', device: 'cpu', name: 'ships#1', isAlive: true, endedAt: null }
const dead: Held = { ...alive, isAlive: false }
const elsewhere = { ...attempt, address: 'there:2' }
const second: Wanted = { ...run, run: 'r2', name: 'ships#2' }

const kill: Action = { do: 'kill', attempt: 'a1' }
const lost = (reason: string): Action => ({ do: 'lost', run: 'r1', attempt: 'a1', reason })
const wait = (id: string, reason: string): Action => ({ do: 'wait', run: id, reason })

describe('what should be and what is', () => {
  it.each<[string, Wanted[], Held[], Partial<World>, Action[]]>([
    ['nothing', [], [], {}, []],
    ['a queued run and a free device', [run], [], {}, [{ do: 'start', run: 'r1', device: 'cpu' }]],
    ['a queued run while draining', [run], [], { isDraining: true }, []],
    [
      'PyTorch on its way',
      [run],
      [],
      { notReady: 'installing PyTorch, 63 %' },
      [wait('r1', 'installing PyTorch, 63 %')],
    ],
    ['a rest after a loss', [{ ...run, notBefore: 103_000 }], [], {}, [wait('r1', 'tried again in 3 s')]],
    [
      'two runs, one device',
      [run, second],
      [],
      {},
      [{ do: 'start', run: 'r1', device: 'cpu' }, wait('r2', 'waiting for a device: ships#1 is on cpu')],
    ],
    [
      'two runs, two devices',
      [run, second],
      [],
      { devices: ['cuda:0', 'cuda:1'] },
      [
        { do: 'start', run: 'r1', device: 'cuda:0' },
        { do: 'start', run: 'r2', device: 'cuda:1' },
      ],
    ],
    [
      'one that waits for its device holds nobody up',
      [{ ...run, wantedDevice: 'cuda:0' }, second],
      [{ ...alive, attempt: 'a9', device: 'cuda:0', name: 'old#1' }],
      { devices: ['cuda:0', 'cuda:1'] },
      [
        { do: 'kill', attempt: 'a9' },
        wait('r1', 'waiting for cuda:0: old#1 is on cuda:0'),
        { do: 'start', run: 'r2', device: 'cuda:1' },
      ],
    ],
    ['a start that was written down only', [starting], [], {}, [{ do: 'launch', run: 'r1', attempt: 'a1' }]],
    ['a start on its way', [starting], [alive], {}, []],
    ['a death before the first report', [starting], [dead], {}, [lost('')]],
    ['a run going well', [running], [alive], {}, []],
    ['a dead process', [running], [dead], {}, [lost('its process ended unexpectedly')]],
    ['a process that is gone without a trace', [running], [], {}, [lost('its process ended unexpectedly')]],
    ['a process that reports elsewhere', [{ ...running, attempt: elsewhere }], [alive], {}, [kill]],
    [
      'the same, dead',
      [{ ...running, attempt: elsewhere }],
      [dead],
      {},
      [lost('the platform was restarted elsewhere')],
    ],
    ['a pause', [pausing], [alive], {}, [{ do: 'stop', attempt: 'a1' }]],
    ['a pause that takes too long', [{ ...pausing, stoppingSince: 30_000 }], [alive], {}, [kill]],
    ['a pause whose process is gone', [pausing], [dead], {}, [{ do: 'settle', run: 'r1', to: 'PAUSED' }]],
    ['an abort, asked for by report', [aborting], [alive], {}, []],
    ['an abort that is not heard', [{ ...aborting, stoppingSince: 80_000 }], [alive], {}, [kill]],
    [
      'an abort before the first report',
      [{ ...aborting, attempt: { ...attempt, hasReported: false } }],
      [alive],
      {},
      [kill],
    ],
    ['a process whose run is over', [], [alive], {}, [kill]],
    ['a process that is just going', [], [{ ...alive, endedAt: 95_000 }], {}, []],
    ['a process that told its end and stayed', [], [{ ...alive, endedAt: 80_000 }], {}, [kill]],
    ['what a process left', [], [dead], {}, [{ do: 'clear', attempt: 'a1' }]],
  ])('%s', (_, wanted, held, change, actions) =>
    expect(reconcile(wanted, held, { ...world, ...change })).toEqual(actions),
  )
})
