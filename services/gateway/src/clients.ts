import { DatasetsServiceClient, DatasetsServiceService } from '@fovea/proto/datasets/v1/datasets'
import { InferenceServiceClient, InferenceServiceService } from '@fovea/proto/inference/v1/inference'
import { JobsServiceClient, JobsServiceService } from '@fovea/proto/jobs/v1/jobs'
import { ModelsServiceClient, ModelsServiceService } from '@fovea/proto/models/v1/models'
import { type Actor, actingAs, connect } from '@fovea/service-kit'
import type { GatewayConfig } from './config.js'

/** One connection a service, for the life of the process. */
export const makeClients = (config: GatewayConfig) => ({
  datasets: connect(
    DatasetsServiceService,
    DatasetsServiceClient,
    config.FOVEA_DATASETS_ADDRESS,
    config.FOVEA_ACTOR_KEY,
  ),
  models: connect(ModelsServiceService, ModelsServiceClient, config.FOVEA_MODELS_ADDRESS, config.FOVEA_ACTOR_KEY),
  jobs: connect(JobsServiceService, JobsServiceClient, config.FOVEA_JOBS_ADDRESS, config.FOVEA_ACTOR_KEY),
  inference: connect(
    InferenceServiceService,
    InferenceServiceClient,
    config.FOVEA_INFERENCE_ADDRESS,
    config.FOVEA_ACTOR_KEY,
  ),
})

export type Clients = ReturnType<typeof makeClients>

type AnyClient = Record<string, unknown>

/** The same clients speaking for one actor, wherever they are called from: a socket's callbacks do not keep an async context. */
export function clientsOf(clients: Clients, actor: Actor): Clients {
  const bind = (client: AnyClient) =>
    new Proxy(client, {
      get: (target, method: string) => {
        const call = target[method] as (request: unknown) => unknown
        return (request: unknown) => actingAs(actor, () => call(request))
      },
    })
  return Object.fromEntries(
    Object.entries(clients).map(([name, client]) => [name, bind(client as AnyClient)]),
  ) as Clients
}
