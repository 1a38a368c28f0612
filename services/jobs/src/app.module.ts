import { KitModule } from '@fovea/service-kit'
import { type DynamicModule, Module } from '@nestjs/common'
import { CONFIG, type Config } from './config.js'
import { DevicesService } from './devices/devices.service.js'
import { AttemptsRepository } from './launch/attempts.repository.js'
import { CacheClient } from './launch/cache.client.js'
import { InstallClient } from './launch/install.client.js'
import { Launcher } from './launch/launcher.js'
import { ProcessLauncher } from './launch/process.launcher.js'
import { SpecService } from './launch/spec.service.js'
import { LivePublisher } from './live/live.publisher.js'
import { LogsRepository } from './logs/logs.repository.js'
import { Runs20261123T1200 } from './migrations/20261123T1200-runs.js'
import { RequestId20261124T0000 } from './migrations/20261124T0000-request-id.js'
import { InitialWeights20261127T1000 } from './migrations/20261127T1000-initial-weights.js'
import { Neighbours } from './neighbours/neighbours.client.js'
import { PointsRepository } from './points/points.repository.js'
import { ProgressRepository } from './reports/progress.repository.js'
import { ReportsService } from './reports/reports.service.js'
import { WorkerController } from './reports/worker.controller.js'
import { DrainController } from './runs/drain.controller.js'
import { FreezeService } from './runs/freeze.service.js'
import { ReconcilerService } from './runs/reconciler.service.js'
import { RunEndsService } from './runs/run-ends.service.js'
import { RunsController } from './runs/runs.controller.js'
import { RunsRepository } from './runs/runs.repository.js'
import { RunsService } from './runs/runs.service.js'
import { SweepService } from './runs/sweep.service.js'
import { SnapshotRegistration } from './snapshots/registration.service.js'
import { SnapshotsRepository } from './snapshots/snapshots.repository.js'
import { SnapshotsService } from './snapshots/snapshots.service.js'

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    const database = {
      url: config.FOVEA_DATABASE_URL,
      entities: [],
      migrations: [Runs20261123T1200, RequestId20261124T0000, InitialWeights20261127T1000],
    }
    return {
      module: AppModule,
      imports: [KitModule.with({ config, database })],
      controllers: [RunsController, WorkerController, DrainController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Launcher, useClass: ProcessLauncher },
        Neighbours,
        LivePublisher,
        InstallClient,
        CacheClient,
        RunsRepository,
        AttemptsRepository,
        PointsRepository,
        LogsRepository,
        SnapshotsRepository,
        ProgressRepository,
        SnapshotsService,
        SnapshotRegistration,
        SpecService,
        RunEndsService,
        FreezeService,
        ReconcilerService,
        RunsService,
        ReportsService,
        DevicesService,
        SweepService,
      ],
    }
  }
}
