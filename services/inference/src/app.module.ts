import { KitModule } from '@fovea/service-kit'
import { type DynamicModule, Module } from '@nestjs/common'
import { ClassifyService } from './classify/classify.service.js'
import { FetchService } from './classify/fetch.service.js'
import { PixelsClient } from './classify/pixels.client.js'
import { CONFIG, type Config } from './config.js'
import { InferenceController } from './inference.controller.js'
import { ObjectsClient } from './objects.client.js'
import { PicturesService } from './pictures/pictures.service.js'
import { SweepService } from './pictures/sweep.service.js'
import { FactsService } from './snapshots/facts.service.js'
import { NeighboursClient } from './snapshots/neighbours.client.js'
import { SessionsService } from './snapshots/sessions.service.js'
import { SnapshotFilesService } from './snapshots/snapshot-files.service.js'

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [KitModule.with({ config })],
      controllers: [InferenceController],
      providers: [
        { provide: CONFIG, useValue: config },
        ClassifyService,
        FactsService,
        FetchService,
        NeighboursClient,
        ObjectsClient,
        PicturesService,
        PixelsClient,
        SessionsService,
        SnapshotFilesService,
        SweepService,
      ],
    }
  }
}
