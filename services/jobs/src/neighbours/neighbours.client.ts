import { DatasetsServiceClient, DatasetsServiceService } from '@fovea/proto/datasets/v1/datasets'
import { ModelsServiceClient, ModelsServiceService } from '@fovea/proto/models/v1/models'
import { ACTOR_KEY, actingAs, actorIfAny, connect, Shutdown, serviceActor } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { v7 } from 'uuid'
import { CONFIG, type Config } from '../config.js'

/** The two services that jobs asks. */
@Injectable()
export class Neighbours {
  readonly datasets
  readonly models

  constructor(@Inject(CONFIG) config: Config, @Inject(ACTOR_KEY) key: string, shutdown: Shutdown) {
    this.datasets = connect(DatasetsServiceService, DatasetsServiceClient, config.FOVEA_DATASETS_ADDRESS, key)
    this.models = connect(ModelsServiceService, ModelsServiceClient, config.FOVEA_MODELS_ADDRESS, key)
    shutdown.last(() => this.datasets.close())
    shutdown.last(() => this.models.close())
  }

  /** Asks on behalf of the service itself: sweeps have no caller. */
  asService<T>(project: string, work: () => Promise<T>): Promise<T> {
    return actingAs(serviceActor('jobs', project, actorIfAny()?.requestId ?? v7()), work)
  }
}
