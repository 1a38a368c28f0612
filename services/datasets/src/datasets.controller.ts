import type { Acknowledged, PageRequest, Ref, Refs } from '@fovea/proto/common/v1/common'
import {
  type CheckPiecesRequest,
  type CompletePathRequest,
  type CreateDatasetRequest,
  type CreateSourceUploadRequest,
  type DatasetResult,
  DatasetsServiceService,
  type HoldDatasetRequest,
  type ImageRequest,
  type ListFindingsRequest,
  type ListImagesRequest,
  type PictureRequest,
  type PreviewSourceRequest,
  type SourceUploadResult,
} from '@fovea/proto/datasets/v1/datasets'
import { Needs, type Served, Serves } from '@fovea/service-kit'
import { Datasets, type Outcome } from './datasets/datasets.service.js'
import { Images } from './pictures/images.service.js'
import { Pictures } from './pictures/pictures.service.js'
import { ShownFindings } from './pictures/shown-findings.service.js'
import { DataRoots } from './sources/data-roots.service.js'
import { Previews } from './sources/previews.service.js'
import { Uploads } from './sources/uploads.service.js'

const result = (outcome: Outcome): DatasetResult => ({
  result:
    'dataset' in outcome ? { $case: 'dataset', value: outcome.dataset } : { $case: 'refusal', value: outcome.refusal },
})

@Serves(DatasetsServiceService)
export class DatasetsController implements Served<typeof DatasetsServiceService> {
  constructor(
    private readonly datasets: Datasets,
    private readonly images: Images,
    private readonly findings: ShownFindings,
    private readonly pictures: Pictures,
    private readonly roots: DataRoots,
    private readonly uploads: Uploads,
    private readonly previews: Previews,
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

  getImage(request: ImageRequest) {
    return this.images.get(request)
  }

  listFindings(request: ListFindingsRequest) {
    return this.findings.list(request)
  }

  getPicture(request: PictureRequest) {
    return this.pictures.get(request)
  }

  @Needs('editor')
  completePath({ typed, withFiles }: CompletePathRequest) {
    return this.roots.complete(typed, withFiles)
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

  @Needs('editor')
  async createSourceUpload(request: CreateSourceUploadRequest): Promise<SourceUploadResult> {
    const made = await this.uploads.create(request)
    return { result: 'code' in made ? { $case: 'refusal', value: made } : { $case: 'upload', value: made } }
  }

  @Needs('editor')
  async checkPieces(request: CheckPiecesRequest) {
    return { pieces: await this.uploads.check(request) }
  }

  @Needs('editor')
  previewSource(request: PreviewSourceRequest) {
    return this.previews.of(request)
  }
}
