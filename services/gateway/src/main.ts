import type { Server } from 'node:http'
import { boot, LOGGER, type Logger, Shutdown } from '@fovea/service-kit'
import { AppModule } from './app.module.js'
import { config } from './config.js'
import { openFrontDoor } from './front/front-door.js'

const app = await boot({ module: AppModule, config })
const door = await openFrontDoor({
  inner: app.getHttpServer() as Server,
  console: config.FOVEA_CONSOLE_ADDRESS,
  s3: config.FOVEA_S3_ENDPOINT,
  allowedHosts: config.FOVEA_ALLOWED_HOSTS,
  logger: app.get<Logger>(LOGGER),
  bind: config.FOVEA_BIND,
  port: config.FOVEA_PORT,
})
app.get(Shutdown).first(() => {
  door.close()
  door.closeAllConnections()
})
