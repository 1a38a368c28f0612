import { describe, expect, it } from 'vitest'
import type { Clients } from '../clients.js'
import { onlyRun } from './guest.js'

const answering = new Proxy({}, { get: (_, method) => async (request: object) => ({ method, request }) })
const clients = { jobs: answering, models: answering, datasets: answering, inference: answering } as unknown as Clients

type Answer = 'answers' | 'nothing there' | 'refused'

async function outcome(run: string | undefined, service: keyof Clients, method: string, request: object) {
  const client = onlyRun(clients, run)[service] as unknown as Record<string, (request: object) => Promise<object>>
  try {
    return 'method' in ((await client[method]?.(request)) ?? {}) ? 'answers' : 'nothing there'
  } catch {
    return 'refused'
  }
}

describe('a guest', () => {
  const cases: [keyof Clients, string, object, Answer][] = [
    ['jobs', 'getRuns', { ids: ['r1'] }, 'answers'],
    ['jobs', 'getRuns', { ids: ['r2'] }, 'nothing there'],
    ['jobs', 'getRuns', { ids: ['r1', 'r2'] }, 'nothing there'],
    ['jobs', 'getRuns', { ids: [] }, 'nothing there'],
    ['jobs', 'listPoints', { runs: ['r1'] }, 'answers'],
    ['jobs', 'listPoints', { runs: ['r1', 'r2'] }, 'refused'],
    ['jobs', 'getLog', { run: 'r2' }, 'refused'],
    ['jobs', 'getHistory', { id: 'r1' }, 'answers'],
    ['jobs', 'listRuns', {}, 'refused'],
    ['jobs', 'deleteRun', { id: 'r1' }, 'refused'],
    ['models', 'listSnapshots', { runs: ['r1'] }, 'answers'],
    ['models', 'getModels', { ids: ['m'] }, 'nothing there'],
    ['datasets', 'getDatasets', { ids: ['d'] }, 'nothing there'],
    ['datasets', 'getPicture', {}, 'refused'],
    ['inference', 'classify', {}, 'refused'],
  ]
  it.each(cases)('%s.%s %j: %s', async (service, method, request, expected) => {
    expect(await outcome('r1', service, method, request)).toBe(expected)
  })

  it('without a run is answered nothing', async () => {
    expect(await outcome(undefined, 'jobs', 'getRuns', { ids: ['r1'] })).toBe('nothing there')
    expect(await outcome(undefined, 'jobs', 'getHistory', { id: 'r1' })).toBe('refused')
  })
})
