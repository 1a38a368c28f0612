import type { Ref } from '@fovea/proto/common/v1/common'
import { type ClassifyRequest, InferenceServiceService } from '@fovea/proto/inference/v1/inference'
import { type Served, Serves } from '@fovea/service-kit'
import { ClassifyService } from './classify/classify.service.js'
import { PicturesService } from './pictures/pictures.service.js'

@Serves(InferenceServiceService)
export class InferenceController implements Served<typeof InferenceServiceService> {
  constructor(
    private readonly classifying: ClassifyService,
    private readonly pictures: PicturesService,
  ) {}

  classify(request: ClassifyRequest) {
    return this.classifying.classify(request)
  }

  getSeenPicture({ project, id }: Ref) {
    return this.pictures.get(project, id)
  }
}
