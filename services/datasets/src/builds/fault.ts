import { AppError, ChildError, messageOf } from '@fovea/service-kit'

export interface Fault {
  /** `stop`: the build cannot succeed. `count`: a few more tries. `wait`: another server is away; try for as long as it takes. */
  verdict: 'stop' | 'count' | 'wait'
  reason: string
  remedy: string
}

/** A step that fails so many times for a reason of its own ends the build. */
export const MOST_FAILURES = 6

const AWAY =
  /ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|socket hang up|Connection terminated|57P0|SlowDown|ServiceUnavailable|InternalError|terminating connection|database system is|unavailable/i
const DISK_FULL = /ENOSPC|no space left/i

/** What an error in a step of a build means for the build. */
export function faultOf(error: unknown): Fault {
  const { code = '', driverError } = error as { code?: unknown; driverError?: { code?: unknown } }
  const text = `${code} ${driverError?.code ?? ''} ${messageOf(error)}`
  if (DISK_FULL.test(text)) {
    const remedy = 'Make room on the disk of the server, then build the dataset again.'
    return { verdict: 'count', reason: 'The disk of the server is full.', remedy }
  }
  if (error instanceof AppError && error.code === 'invalid') {
    return { verdict: 'stop', reason: error.message, remedy: error.hint }
  }
  if (error instanceof ChildError && (error.code === 'BAD_REQUEST' || error.code === 'UNREADABLE')) {
    const remedy = 'Check that the folder is still there and can be read, then build the dataset again.'
    return { verdict: 'stop', reason: `The images cannot be read: ${error.reason}.`, remedy }
  }
  const remedy = 'Build the dataset again; if it fails again, the log of the service "datasets" says more.'
  const isLost = error instanceof AppError && error.message.includes('was lost')
  return { verdict: AWAY.test(text) && !isLost ? 'wait' : 'count', reason: messageOf(error), remedy }
}
