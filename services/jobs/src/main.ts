import { JobsServiceService } from '@fovea/proto/jobs/v1/jobs'
import { WorkerServiceService } from '@fovea/proto/jobs/v1/worker'
import { boot } from '@fovea/service-kit'
import { AppModule } from './app.module.js'
import { loadConfig } from './config.js'

const config = loadConfig()
await boot({
  module: AppModule.with(config),
  config,
  grpc: { port: config.FOVEA_GRPC_PORT, definitions: [JobsServiceService, WorkerServiceService] },
})
