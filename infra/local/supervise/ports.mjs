import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'

/** SeaweedFS's gRPC ports lie this much above its HTTP ports. */
export const GRPC_OFFSET = 10_000
// Both ranges lie below 32768, where Linux hands out ports for outgoing connections.
const LOWEST = 12_000
const HIGHEST = 22_700

export function isFree(port, host = '127.0.0.1') {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** SeaweedFS makes sockets in /tmp named by port, so two users with the same port would clash. */
async function usable(port) {
  const socket = ['s3', 'filer', 'volume', 'master'].some(part => existsSync(`/tmp/seaweedfs-${part}-${port}.sock`))
  return !socket && (await isFree(port)) && (await isFree(port + GRPC_OFFSET))
}

/** One behind the other from a random one: two platforms that start at once hardly ever choose the same, as they do with each at random. */
function upward() {
  let at = randomInt(LOWEST, HIGHEST)
  return () => {
    at = at === HIGHEST ? LOWEST : at + 1
    return at
  }
}

/**
 * A port for each name: the one known from before while it is free, else a free one.
 * @param {string[]} names
 * @param {Record<string, number>} known
 */
export async function choosePorts(names, known = {}, free = usable, random = upward()) {
  const ports = {}
  const isNew = port => !Object.values(ports).includes(port)
  for (const name of names) {
    let port = known[name]
    for (let tries = 0; port === undefined || !isNew(port) || !(await free(port)); tries++) {
      if (tries === 500) throw new Error('No free port was found on the loopback interface.')
      port = random()
    }
    ports[name] = port
  }
  return ports
}
