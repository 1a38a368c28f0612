import { ModelsServiceService } from '@fovea/proto/models/v1/models'
import { boot } from '@fovea/service-kit'
import { AppModule } from './app.module.js'
import { loadConfig } from './config.js'

const config = loadConfig()
await boot({
  module: AppModule.with(config),
  config,
  grpc: { port: config.FOVEA_GRPC_PORT, definitions: [ModelsServiceService] },
})
