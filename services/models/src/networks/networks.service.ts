import type { CheckNetworkRequest, CheckNetworkResponse, StandardNetworkList } from '@fovea/proto/models/v1/models'
import { AppError } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { InitialService } from '../initial/initial.service.js'
import { DatasetsClient } from '../models/datasets.client.js'
import { compileFor, toFaults } from './compile-network.js'
import { standard } from './standard-networks.js'

@Injectable()
export class NetworksService {
  constructor(
    private readonly datasets: DatasetsClient,
    private readonly initial: InitialService,
  ) {}

  async list(): Promise<StandardNetworkList> {
    return { networks: [...standard] }
  }

  async check({ project, dataset: id, preprocessing, ...network }: CheckNetworkRequest): Promise<CheckNetworkResponse> {
    const dataset = await this.datasets.find(project, id)
    if (!dataset)
      throw new AppError('not-found', 'There is no such dataset in this project.', 'Choose another dataset.')
    const text = network.standard ? standard.find(({ name }) => name === network.standard)?.text : network.text
    if (text === undefined) {
      throw new AppError(
        'not-found',
        `No network named ${network.standard} comes with Fovea.`,
        `Use one of ${standard.map(({ name }) => name).join(', ')}.`,
      )
    }
    const { faults, figures, plan } = compileFor(dataset, text, preprocessing)
    const { initialSnapshot } = network
    const initialWeights = plan
      ? await this.initial.preview(project, initialSnapshot, { plan, classes: dataset.classes })
      : undefined
    return {
      faults: toFaults(faults),
      layers: figures.layers.map(layer => ({
        ...layer,
        bottoms: [...layer.bottoms],
        tops: [...layer.tops],
        shapes: layer.shapes.map(shape => ({ dims: [...shape] })),
      })),
      parameters: figures.parameters,
      flops: figures.flops,
      initialWeights,
    }
  }
}
