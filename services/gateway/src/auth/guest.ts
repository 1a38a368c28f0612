import { AppError } from '@fovea/service-kit'
import type { Clients } from '../clients.js'

type Request = Record<string, unknown> & { ids?: string[]; runs?: string[]; run?: string; id?: string }
type Call = (request: Request) => Promise<unknown>

const isOnly = (run: string, named: (string | undefined)[]) => named.length > 0 && named.every(one => one === run)

/** Calls about one run alone. */
const OF_RUN: Record<string, (request: Request) => (string | undefined)[]> = {
  'jobs.getRuns': ({ ids }) => ids ?? [],
  'jobs.listPoints': ({ runs }) => runs ?? [],
  'jobs.getLog': ({ run }) => [run],
  'jobs.getHistory': ({ id }) => [id],
  'models.listSnapshots': ({ runs }) => runs ?? [],
}

/** What these look for is simply not there: a field that leads out of the run is null. */
const NOT_THERE: Record<string, object> = {
  'jobs.getRuns': { runs: [] },
  'datasets.getDatasets': { datasets: [] },
  'models.getModels': { models: [] },
  'models.getSnapshots': { snapshots: [] },
}

const refuse = () =>
  Promise.reject(new AppError('forbidden', 'A guest sees one run and nothing else.', 'Sign in to see more.'))

/**
 * The services as a guest may ask them: about his run, and nothing else. Without a run they answer nothing at all, for a caller who is in no project.
 * Bounded here and not by GraphQL field, so that a new field gives nothing away.
 */
export function onlyRun(clients: Clients, run: string | undefined): Clients {
  const bound = (service: string, client: Record<string, Call>) =>
    new Proxy(client, {
      get: (target, method: string) => (request: Request) => {
        const name = `${service}.${method}`
        const isOwn = run !== undefined && isOnly(run, OF_RUN[name]?.(request) ?? [])
        if (isOwn) return target[method]?.(request)
        return name in NOT_THERE ? Promise.resolve(NOT_THERE[name]) : refuse()
      },
    })
  const entries = Object.entries(clients).map(([name, client]) => [
    name,
    bound(name, client as unknown as Record<string, Call>),
  ])
  return Object.fromEntries(entries) as Clients
}
