import type { Refusal } from '@fovea/proto/common/v1/common'
import {
  type Dataset,
  DatasetState,
  DatasetsServiceClient,
  DatasetsServiceService,
  type HoldDatasetRequest,
} from '@fovea/proto/datasets/v1/datasets'
import { ACTOR_KEY, connect, Shutdown } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { CONFIG, type Config } from '../config.js'

/** The datasets that models are made on. */
@Injectable()
export class DatasetsClient {
  private readonly datasets

  constructor(@Inject(CONFIG) config: Config, @Inject(ACTOR_KEY) key: string, shutdown: Shutdown) {
    this.datasets = connect(DatasetsServiceService, DatasetsServiceClient, config.FOVEA_DATASETS_ADDRESS, key)
    shutdown.last(() => this.datasets.close())
  }

  /** Undefined for one that is not there, or hidden. */
  async find(project: string, id: string): Promise<Dataset | undefined> {
    const { datasets } = await this.datasets.getDatasets({ project, ids: [id] })
    const [found] = datasets
    return found?.state === DatasetState.DELETED ? undefined : found
  }

  /** Takes the hold of a model; answers why not, if not. */
  async hold(request: HoldDatasetRequest): Promise<Refusal | undefined> {
    const { result } = await this.datasets.holdDataset(request)
    return result?.$case === 'refusal' ? result.value : undefined
  }

  async release(request: HoldDatasetRequest): Promise<void> {
    await this.datasets.releaseDataset(request)
  }
}
