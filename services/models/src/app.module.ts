import { KitModule } from '@fovea/service-kit'
import { type DynamicModule, Module } from '@nestjs/common'
import { CONFIG, type Config } from './config.js'
import { Models20261123T1200 } from './migrations/20261123T1200-models.js'
import { DatasetsClient } from './models/datasets.client.js'
import { ModelEntity } from './models/model.entity.js'
import { ModelsRepository } from './models/models.repository.js'
import { ModelsService } from './models/models.service.js'
import { ModelsController } from './models.controller.js'
import { NetworksService } from './networks/networks.service.js'
import { JobsClient } from './snapshots/jobs.client.js'
import { SnapshotEntity } from './snapshots/snapshot.entity.js'
import { SnapshotsRepository } from './snapshots/snapshots.repository.js'
import { SnapshotsService } from './snapshots/snapshots.service.js'
import { SweepService } from './sweep.service.js'

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    const database = {
      url: config.FOVEA_DATABASE_URL,
      entities: [ModelEntity, SnapshotEntity],
      migrations: [Models20261123T1200],
    }
    return {
      module: AppModule,
      imports: [KitModule.with({ config, database })],
      controllers: [ModelsController],
      providers: [
        { provide: CONFIG, useValue: config },
        DatasetsClient,
        JobsClient,
        ModelsRepository,
        ModelsService,
        NetworksService,
        SnapshotsRepository,
        SnapshotsService,
        SweepService,
      ],
    }
  }
}
