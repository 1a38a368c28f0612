import type { Ref } from '@fovea/proto/common/v1/common'
import {
  type ClassifyRequest,
  type FetchUploadRequest,
  InferenceServiceService,
} from '@fovea/proto/inference/v1/inference'
import { type Served, Serves } from '@fovea/service-kit'
import { ClassifyService } from './classify/classify.service.js'
import { FetchService } from './classify/fetch.service.js'
import { PicturesService } from './pictures/pictures.service.js'

@Serves(InferenceServiceService)
export class InferenceController implements Served<typeof InferenceServiceService> {
  constructor(
    private readonly classifying: ClassifyService,
    private readonly fetching: FetchService,
    private readonly pictures: PicturesService,
  ) {}

  classify(request: ClassifyRequest) {
    return this.classifying.classify(request)
  }

  fetchUpload(request: FetchUploadRequest) {
    return this.fetching.fetch(request)
  }

  getSeenPicture({ project, id }: Ref) {
    return this.pictures.get(project, id)
  }
}
