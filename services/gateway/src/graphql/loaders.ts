import { DatasetState } from '@fovea/proto/datasets/v1/datasets'
import type { ListPointsRequest, PointsView } from '@fovea/proto/jobs/v1/jobs'
import type { Actor } from '@fovea/service-kit'
import DataLoader from 'dataloader'
import type { Clients } from '../clients.js'

/** A row that is deleted but can still be brought back: nobody sees it. */
const isHidden = (row: { deleted?: boolean; state?: string }) =>
  row.deleted === true || row.state === DatasetState.DELETED

/** What is wanted of the points of one run. */
type PointsOf = Omit<ListPointsRequest, 'project' | 'runs'> & { run: string }

/** Batches the lookups of one request: any number of rows costs one RPC a kind. */
export function makeLoaders(clients: Clients, { project }: Actor) {
  const byId = <T extends { id: string; deleted?: boolean; state?: string }>(fetch: (ids: string[]) => Promise<T[]>) =>
    new DataLoader<string, T | undefined>(async ids => {
      const found = await fetch([...ids])
      const rows = new Map(found.filter(row => !isHidden(row)).map(row => [row.id, row]))
      return ids.map(id => rows.get(id))
    })
  return {
    /** Views of series by run; runs of which the same is wanted are asked for together. */
    pointsOf: new DataLoader(
      async (wanted: readonly PointsOf[]) => {
        const views = new Map<string, PointsView>()
        for (const like of new Set(wanted.map(({ run: _, ...rest }) => JSON.stringify(rest)))) {
          const rest = JSON.parse(like) as Omit<PointsOf, 'run'>
          const runs = wanted.filter(({ run: _, ...other }) => JSON.stringify(other) === like).map(({ run }) => run)
          const answer = await clients.jobs.listPoints({ project, runs, ...rest })
          for (const [i, run] of runs.entries()) views.set(run + like, answer.views[i] as PointsView)
        }
        return wanted.map(({ run, ...rest }) => views.get(run + JSON.stringify(rest)) as PointsView)
      },
      { cacheKeyFn: wanted => JSON.stringify(wanted) as never },
    ),
    datasets: byId(async ids => (await clients.datasets.getDatasets({ project, ids })).datasets),
    models: byId(async ids => (await clients.models.getModels({ project, ids })).models),
    runs: byId(async ids => (await clients.jobs.getRuns({ project, ids })).runs),
    snapshots: byId(async ids => (await clients.models.getSnapshots({ project, ids })).snapshots),
    /** Newest run of a model. */
    newestRun: new DataLoader(async (ids: readonly string[]) => {
      const { runs } = await clients.jobs.newestRuns({ project, ids: [...ids] })
      return ids.map(id => runs.find(run => run.model === id))
    }),
    /** Snapshots of a run, oldest first. */
    snapshotsOf: new DataLoader(async (ids: readonly string[]) => {
      const { snapshots } = await clients.models.listSnapshots({ project, runs: [...ids] })
      return ids.map(id => snapshots.filter(snapshot => snapshot.run === id))
    }),
  }
}

export type Loaders = ReturnType<typeof makeLoaders>
