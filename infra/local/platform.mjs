import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { PORT_NAMES, SERVICES, serverAddresses, serviceEnvironment } from './environment.mjs'
import { readJson, writeJson } from './files.mjs'
import { isLoopback } from './options.mjs'
import { clone, serverUser } from './place.mjs'
import { postgres } from './servers/postgres.mjs'
import { createBucket } from './servers/s3.mjs'
import { seaweedfs } from './servers/seaweedfs.mjs'
import { openSecrets } from './servers/secrets.mjs'
import { valkey } from './servers/valkey.mjs'
import { choosePorts } from './supervise/ports.mjs'

const DRAIN_MS = 60_000

/** CUDA devices by index, or the CPU. */
export function findDevices() {
  try {
    const list = execFileSync('nvidia-smi', ['--query-gpu=index', '--format=csv,noheader'], {
      encoding: 'utf8',
      timeout: 10_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const devices = list
      .split('\n')
      .filter(line => /^\d+$/.test(line.trim()))
      .map(line => `cuda:${line.trim()}`)
    return devices.length > 0 ? devices : ['cpu']
  } catch {
    return ['cpu'] // no driver on this machine
  }
}

/** Ports of a home: random, kept, chosen again where another program has taken one. */
async function openPorts(home, keep) {
  const path = join(home, 'ports.json')
  const known = readJson(path)
  if (keep && known) return known
  const ports = await choosePorts(PORT_NAMES, known)
  if (JSON.stringify(known) !== JSON.stringify(ports)) writeJson(path, ports)
  return ports
}

/**
 * Everything the supervisor runs for one home.
 * @param {object} choice
 * @param {string} choice.home
 * @param {number} choice.port the console's
 * @param {string} [choice.host] interface that the console listens on; any but loopback demands a sign-in
 * @param {string[]} choice.dataRoots
 * @param {object} choice.tools what set-up has made: paths of programs
 * @param {string[]} [choice.only] names of parts, for work on a few of them
 * @param {boolean} [choice.keepPorts] for looking at a running home, whose ports are of course taken
 */
export async function planPlatform(choice) {
  const { home, port, host = '127.0.0.1', dataRoots, tools, only, keepPorts = false, given = process.env } = choice
  const secrets = openSecrets(home)
  const ports = await openPorts(home, keepPorts)
  const samples = join(home, 'samples')
  for (const folder of ['samples', 'attempts', 'cache', 'run', 'logs', ...SERVICES.map(name => `work/${name}`)])
    mkdirSync(join(home, folder), { recursive: true })
  // Others see only what was named for them.
  const roots = isLoopback(host) ? [...(dataRoots.length > 0 ? dataRoots : [homedir()]), samples] : dataRoots
  const about = { given, home, ports, secrets, tools, clone, devices: findDevices(), dataRoots: roots, port, host }
  const environment = service => ({ ...given, ...serviceEnvironment(service, about), FOVEA_PART: 'service' })
  const addresses = serverAddresses(given, ports, secrets)
  const wanted = spec => !only || only.includes(spec.name)

  const servers = embeddedServers({ given, home, ports, secrets, tools })
  const services = [
    ...SERVICES.map(service => servicePart(service, ports, environment(service))),
    consolePart(ports.console, given, secrets),
  ]
  return {
    home,
    homeId: secrets.homeId,
    url: `http://${nameOf(host)}:${port}`,
    addresses,
    environment,
    servers: servers.filter(wanted),
    services: services.filter(wanted),
    async furnish() {
      await servers.find(spec => spec.name === 'postgres' && wanted(spec))?.createDatabase()
      if (given.FOVEA_S3_ENDPOINT || servers.some(spec => spec.name === 'seaweedfs' && wanted(spec))) {
        const {
          FOVEA_S3_ENDPOINT: endpoint,
          FOVEA_S3_BUCKET: bucket,
          FOVEA_S3_ACCESS_KEY: accessKey,
          FOVEA_S3_SECRET_KEY: secretKey,
        } = addresses
        await createBucket({ endpoint, bucket, accessKey, secretKey })
      }
    },
    drain: () => drain(ports['jobs.http'], secrets.actorKey),
  }
}

function embeddedServers({ given, home, ports, secrets, tools }) {
  const env = { PATH: given.PATH, LANG: 'C.UTF-8', FOVEA_HOME_ID: secrets.homeId }
  const common = { home, user: serverUser, env }
  const named = prefix =>
    Object.fromEntries(
      Object.entries(ports)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, port]) => [name.slice(prefix.length), port]),
    )
  return [
    !given.FOVEA_DATABASE_URL &&
      postgres({ ...common, bin: tools.postgresBin, port: ports.postgres, password: secrets.postgresPassword }),
    !given.FOVEA_REDIS_URL &&
      valkey({ ...common, bin: tools.valkeyServer, port: ports.valkey, password: secrets.valkeyPassword }),
    !given.FOVEA_S3_ENDPOINT && seaweedfs({ ...common, bin: tools.weed, ports: named('seaweedfs.'), secrets }),
  ].filter(Boolean)
}

/** Under which name this machine itself reaches an interface. */
function nameOf(host) {
  if (isLoopback(host) || host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

const answers = async (url, isGood) =>
  isGood((await fetch(url, { signal: AbortSignal.timeout(3000), redirect: 'manual' })).status)

function servicePart(service, ports, env) {
  const main = join(clone, 'dist', `${service}.js`)
  const port = service === 'gateway' ? Number(env.FOVEA_PORT) : ports[`${service}.grpc`]
  return {
    name: service,
    port,
    command: process.execPath,
    args: [main],
    env,
    cwd: join(clone, 'services', service),
    needs: main,
    ready: () => answers(`http://127.0.0.1:${env.FOVEA_HTTP_PORT}/ready`, status => status === 200),
    stopMs: 15_000,
  }
}

function consolePart(port, given, secrets) {
  const cwd = join(clone, 'apps/web')
  return {
    name: 'console',
    port,
    command: process.execPath,
    args: [join(cwd, 'node_modules/next/dist/bin/next'), 'start', '-H', '127.0.0.1', '-p', String(port)],
    env: {
      ...given,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      FOVEA_HOME_ID: secrets.homeId,
      FOVEA_PART: 'service',
    },
    cwd,
    needs: join(cwd, '.next/BUILD_ID'),
    ready: () => answers(`http://127.0.0.1:${port}/`, status => status < 500),
    stopMs: 10_000,
  }
}

/** Asks `jobs` to save all running attempts; answers a sentence when that was not certain. */
async function drain(port, key) {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/drain`, {
      method: 'POST',
      headers: { 'x-fovea-key': key },
      signal: AbortSignal.timeout(DRAIN_MS),
    })
    await answer.arrayBuffer()
    return answer.ok
      ? undefined
      : `jobs could not save all running training (HTTP ${answer.status}); it goes on from its last snapshot.`
  } catch (error) {
    const why = error.name === 'TimeoutError' ? `not within ${DRAIN_MS / 1000} s` : (error.cause?.code ?? error.message)
    return `jobs did not confirm that running training was saved (${why}); it goes on from its last snapshot.`
  }
}
