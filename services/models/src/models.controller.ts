import type { Ref, Refs } from '@fovea/proto/common/v1/common'
import {
  type CheckNetworkRequest,
  type CreateModelRequest,
  type FreezeModelRequest,
  type ListGroupsRequest,
  type ListModelsRequest,
  type ListSnapshotsRequest,
  ModelsServiceService,
  type PinSnapshotRequest,
  type Snapshot,
  type UpdateModelRequest,
} from '@fovea/proto/models/v1/models'
import { Needs, type Served, Serves } from '@fovea/service-kit'
import { ModelsService } from './models/models.service.js'
import { NetworksService } from './networks/networks.service.js'
import { SnapshotsService } from './snapshots/snapshots.service.js'

@Serves(ModelsServiceService)
export class ModelsController implements Served<typeof ModelsServiceService> {
  constructor(
    private readonly models: ModelsService,
    private readonly networks: NetworksService,
    private readonly snapshots: SnapshotsService,
  ) {}

  @Needs('editor')
  createModel(request: CreateModelRequest) {
    return this.models.create(request)
  }

  getModels(request: Refs) {
    return this.models.get(request)
  }

  listModels(request: ListModelsRequest) {
    return this.models.list(request)
  }

  listGroups(request: ListGroupsRequest) {
    return this.models.groups(request)
  }

  @Needs('editor')
  updateModel(request: UpdateModelRequest) {
    return this.models.update(request)
  }

  @Needs('editor')
  deleteModel(request: Ref) {
    return this.models.delete(request)
  }

  @Needs('editor')
  restoreModel(request: Ref) {
    return this.models.restore(request)
  }

  listStandardNetworks() {
    return this.networks.list()
  }

  checkNetwork(request: CheckNetworkRequest) {
    return this.networks.check(request)
  }

  @Needs('editor')
  freezeModel(request: FreezeModelRequest) {
    return this.models.freeze(request)
  }

  getSnapshots(request: Refs) {
    return this.snapshots.get(request)
  }

  listSnapshots(request: ListSnapshotsRequest) {
    return this.snapshots.list(request)
  }

  @Needs('editor')
  pinSnapshot(request: PinSnapshotRequest) {
    return this.snapshots.pin(request)
  }

  @Needs('editor')
  deleteSnapshot(request: Ref) {
    return this.snapshots.delete(request)
  }

  @Needs('service')
  registerSnapshot(request: Snapshot) {
    return this.snapshots.register(request)
  }
}
