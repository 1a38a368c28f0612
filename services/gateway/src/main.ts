import type { Server } from 'node:http'
import { boot, LOGGER, type Logger, Shutdown } from '@fovea/service-kit'
import { AppModule } from './app.module.js'
import { cookieName } from './auth/credentials.js'
import { IdentifyService } from './auth/identify.service.js'
import { namesOf } from './auth/origin.js'
import { config } from './config.js'
import { openFrontDoor } from './front/front-door.js'

/** A network text is the largest thing that GraphQL carries. */
const BODY_LIMIT_BYTES = 2 * 2 ** 20

const app = await boot({
  module: AppModule,
  config,
  prepare: app => {
    app.disable('x-powered-by')
    app.useBodyParser('json', { limit: BODY_LIMIT_BYTES })
  },
})
const host = config.FOVEA_HOST || config.FOVEA_BIND
const identify = app.get(IdentifyService)
const door = await openFrontDoor({
  inner: app.getHttpServer() as Server,
  console: config.FOVEA_CONSOLE_ADDRESS,
  s3: config.FOVEA_S3_ENDPOINT,
  allowedHosts: [...config.FOVEA_ALLOWED_HOSTS, ...namesOf(host)],
  logger: app.get<Logger>(LOGGER),
  host,
  port: config.FOVEA_PORT,
  cookie: cookieName(config.FOVEA_PORT),
  identify: (secret, wanted) => identify.identify(secret, wanted),
})
app.get(Shutdown).first(() => {
  door.close()
  door.closeAllConnections()
})
