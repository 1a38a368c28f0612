/** A failure a person can act on: its message is the whole answer, no stack trace is shown. */
export class Failure extends Error {}

const CAUSES = [
  [
    /ENOSPC|No space left on device|disk is full/i,
    'The disk is full. Free some space, then run the same command again: what is done is kept.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ENETUNREACH|ERR_SOCKET_TIMEOUT|META_FETCH_FAIL|name resolution|Network is unreachable|Name or service not known|from versions: none|NewConnectionError|ConnectTimeoutError|Failed to establish a new connection|FETCH_ERROR|ECONNREFUSED/i,
    'No package registry could be reached. Check the network (or the proxy settings of npm and pip), then run the same command again: what was fetched is kept.',
  ],
  [
    /EACCES|EPERM|EROFS|Permission denied|Read-only file system/i,
    'Something could not be written. Check who owns the folder named in the log.',
  ],
]

/** The sentence for a known cause in a log's text, or undefined. */
export function explain(text) {
  return CAUSES.find(([pattern]) => pattern.test(text))?.[1]
}
