import type { LoggerService } from '@nestjs/common'
import { pino } from 'pino'
import { actorIfAny } from './context.js'

export type Logger = ReturnType<typeof makeLogger>

/** One JSON object a line on standard output; each line of a request carries its id, so that a request can be followed through all parts. */
export const makeLogger = (service: string, level: string) =>
  pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: label => ({ level: label }) },
    mixin: () => {
      const actor = actorIfAny()
      return actor ? { requestId: actor.requestId, project: actor.project } : {}
    },
  })

/** Nest's own lines through the same logger. */
export const nestLogger = (logger: Logger): LoggerService => ({
  log: (message, context) => logger.debug({ context }, message),
  warn: (message, context) => logger.warn({ context }, message),
  error: (message, stack, context) => logger.error({ context, stack }, message),
})
