import type { Server } from 'node:http'
import { boot, LOGGER, type Logger, Shutdown } from '@fovea/service-kit'
import { AppModule } from './app.module.js'
import { config } from './config.js'
import { openFrontDoor } from './front/front-door.js'

/** A network text is the largest thing that GraphQL carries. */
const BODY_LIMIT_BYTES = 2 * 2 ** 20

const app = await boot({
  module: AppModule,
  config,
  prepare: app => {
    app.useBodyParser('json', { limit: BODY_LIMIT_BYTES })
  },
})
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
