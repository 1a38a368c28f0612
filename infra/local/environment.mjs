import { join } from 'node:path'

export const SERVICES = ['datasets', 'models', 'jobs', 'inference', 'gateway']
const WITH_GRPC = ['datasets', 'models', 'jobs', 'inference']

/** Names of all ports of a home, apart from the console's own. */
export const PORT_NAMES = [
  'postgres',
  'valkey',
  ...['s3', 'master', 'volume', 'filer', 'admin'].map(name => `seaweedfs.${name}`),
  ...SERVICES.map(name => `${name}.http`),
  ...WITH_GRPC.map(name => `${name}.grpc`),
  'console',
]

/** Addresses of the servers: those given from outside, else the embedded ones. */
export function serverAddresses(given, ports, secrets) {
  return {
    FOVEA_DATABASE_URL:
      given.FOVEA_DATABASE_URL || `postgres://fovea:${secrets.postgresPassword}@127.0.0.1:${ports.postgres}/fovea`,
    FOVEA_REDIS_URL: given.FOVEA_REDIS_URL || `redis://:${secrets.valkeyPassword}@127.0.0.1:${ports.valkey}`,
    FOVEA_S3_ENDPOINT: given.FOVEA_S3_ENDPOINT || `http://127.0.0.1:${ports['seaweedfs.s3']}`,
    FOVEA_S3_ACCESS_KEY: given.FOVEA_S3_ENDPOINT ? (given.FOVEA_S3_ACCESS_KEY ?? '') : secrets.s3AccessKey,
    FOVEA_S3_SECRET_KEY: given.FOVEA_S3_ENDPOINT ? (given.FOVEA_S3_SECRET_KEY ?? '') : secrets.s3SecretKey,
    FOVEA_S3_BUCKET: given.FOVEA_S3_BUCKET || 'fovea',
  }
}

/**
 * The environment of one service: the contract between this folder and the services (README.md has it as a table).
 * @param {string} service
 */
export function serviceEnvironment(service, about) {
  const { given, home, ports, secrets } = about
  const own = (name, value) => (value === undefined ? {} : { [name]: String(value) })
  return {
    FOVEA_SERVICE: service,
    FOVEA_LOG_LEVEL: given.FOVEA_LOG_LEVEL || 'info',
    FOVEA_HOME_ID: secrets.homeId,
    FOVEA_ACTOR_KEY: secrets.actorKey,
    ...serverAddresses(given, ports, secrets),
    FOVEA_HTTP_PORT: String(ports[`${service}.http`]),
    ...own('FOVEA_GRPC_PORT', ports[`${service}.grpc`]),
    ...Object.fromEntries(
      WITH_GRPC.map(name => [`FOVEA_${name.toUpperCase()}_ADDRESS`, `127.0.0.1:${ports[`${name}.grpc`]}`]),
    ),
    FOVEA_WORK_DIR: join(home, 'work', service),
    ...special(service, about),
  }
}

function special(service, { given, home, ports, secrets, tools, clone, devices, dataRoots, port, host }) {
  const pixels = {
    FOVEA_PYTHON_PIXELS: tools.platformPython,
    FOVEA_PIXELS_PATH: tools.pixelsPath,
    FOVEA_DATA_ROOTS: dataRoots.join(':'),
  }
  if (service === 'datasets') return { ...pixels, FOVEA_SEAL_KEY: given.FOVEA_SEAL_KEY || secrets.sealKey }
  if (service === 'inference') return pixels
  if (service === 'gateway') {
    return {
      FOVEA_PORT: String(port),
      FOVEA_HOST: host,
      FOVEA_CONSOLE_ADDRESS: `http://127.0.0.1:${ports.console}`,
      FOVEA_ADMIN_PASSWORD: given.FOVEA_ADMIN_PASSWORD || secrets.consolePassword,
    }
  }
  if (service !== 'jobs') return {}
  return {
    FOVEA_PYTHON_WORKER: tools.workerPython,
    FOVEA_WORKER_PATH: join(clone, 'gpu-worker'),
    FOVEA_ATTEMPTS_DIR: join(home, 'attempts'),
    FOVEA_CACHE_DIR: join(home, 'cache'),
    FOVEA_WORKER_INSTALL: tools.workerInstall,
    FOVEA_DEVICES: devices.join(','),
  }
}
