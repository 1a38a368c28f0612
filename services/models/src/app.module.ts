import { KitModule } from '@fovea/service-kit'
import { type DynamicModule, Module } from '@nestjs/common'
import { CONFIG, type Config } from './config.js'
import { database } from './database.js'
import { InitialService } from './initial/initial.service.js'
import { DatasetsClient } from './models/datasets.client.js'
import { ModelsRepository } from './models/models.repository.js'
import { ModelsService } from './models/models.service.js'
import { ModelsController } from './models.controller.js'
import { NetworksService } from './networks/networks.service.js'
import { JobsClient } from './snapshots/jobs.client.js'
import { SnapshotsRepository } from './snapshots/snapshots.repository.js'
import { SnapshotsService } from './snapshots/snapshots.service.js'
import { SweepService } from './sweep.service.js'

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [KitModule.with({ config, database: database(config) })],
      controllers: [ModelsController],
      providers: [
        { provide: CONFIG, useValue: config },
        DatasetsClient,
        InitialService,
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
