import { InferenceServiceService } from '@fovea/proto/inference/v1/inference'
import { boot } from '@fovea/service-kit'
import { AppModule } from './app.module.js'
import { loadConfig } from './config.js'

const config = loadConfig()
await boot({
  module: AppModule.with(config),
  config,
  grpc: { port: config.FOVEA_GRPC_PORT, definitions: [InferenceServiceService] },
})
