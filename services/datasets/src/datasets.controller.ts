import type { Acknowledged, PageRequest, Ref, Refs } from '@fovea/proto/common/v1/common'
import {
  type CompletePathRequest,
  type CreateDatasetRequest,
  type DatasetResult,
  DatasetsServiceService,
  type HoldDatasetRequest,
  type ListImagesRequest,
  type PictureRequest,
} from '@fovea/proto/datasets/v1/datasets'
import { Needs, type Served, Serves } from '@fovea/service-kit'
import { Datasets, type Outcome } from './datasets/datasets.service.js'
import { Images } from './pictures/images.service.js'
import { Pictures } from './pictures/pictures.service.js'
import { DataRoots } from './sources/data-roots.service.js'

const result = (outcome: Outcome): DatasetResult => ({
  result:
    'dataset' in outcome ? { $case: 'dataset', value: outcome.dataset } : { $case: 'refusal', value: outcome.refusal },
})

@Serves(DatasetsServiceService)
export class DatasetsController implements Served<typeof DatasetsServiceService> {
  constructor(
    private readonly datasets: Datasets,
    private readonly images: Images,
    private readonly pictures: Pictures,
    private readonly roots: DataRoots,
  ) {}

  @Needs('editor')
  async createDataset(request: CreateDatasetRequest): Promise<DatasetResult> {
    return result(await this.datasets.create(request))
  }

  async getDatasets({ project, ids }: Refs) {
    return { datasets: await this.datasets.getMany(project, ids) }
  }

  listDatasets(request: PageRequest) {
    return this.datasets.list(request)
  }

  @Needs('editor')
  async abortDataset(request: Ref): Promise<DatasetResult> {
    return result(await this.datasets.abort(request))
  }

  @Needs('editor')
  async deleteDataset(request: Ref): Promise<DatasetResult> {
    return result(await this.datasets.delete(request))
  }

  @Needs('editor')
  async restoreDataset(request: Ref): Promise<DatasetResult> {
    return result(await this.datasets.restore(request))
  }

  listImages(request: ListImagesRequest) {
    return this.images.list(request)
  }

  getPicture(request: PictureRequest) {
    return this.pictures.get(request)
  }

  @Needs('editor')
  completePath({ typed }: CompletePathRequest) {
    return this.roots.complete(typed)
  }

  @Needs('editor')
  async holdDataset(request: HoldDatasetRequest): Promise<DatasetResult> {
    return result(await this.datasets.hold(request))
  }

  @Needs('editor')
  async releaseDataset({ project, model, dataset }: HoldDatasetRequest): Promise<Acknowledged> {
    await this.datasets.release(project, model, dataset)
    return {}
  }
}
