import { Redis } from 'ioredis'
import type { Logger } from './logger.js'

/** A connection that comes back by itself, for as long as the server may be away. */
export function connectRedis(url: string, logger: Logger): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: times => Math.min(100 * times, 2000) })
  let isAway = false
  redis.on('error', (error: Error) => {
    if (!isAway) logger.warn({ error: error.message }, 'Redis is away')
    isAway = true
  })
  redis.on('ready', () => {
    isAway = false
  })
  return redis
}
