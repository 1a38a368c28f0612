import { DatasetsServiceService } from '@fovea/proto/datasets/v1/datasets'
import { boot } from '@fovea/service-kit'
import { AppModule } from './app.module.js'
import { loadConfig } from './config.js'

const config = loadConfig()
await boot({
  module: AppModule.with(config),
  config,
  grpc: { port: config.FOVEA_GRPC_PORT, definitions: [DatasetsServiceService] },
})
