import { randomBytes } from 'node:crypto'
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { Client as S3Client } from 'minio'
import pg from 'pg'
import { Child, type Command } from './child.js'
import { freePorts } from './ports.js'
import { tools } from './tools.js'

export type ServerName = 'postgres' | 'valkey' | 'seaweedfs'

export interface Servers {
  /** What a service reads of them: database, Redis, S3, and a key to sign actors with. */
  env: Record<string, string>
  /** SIGKILL, as a crash would be. */
  kill(name: ServerName): Promise<void>
  /** Starts one again on its old port and data. */
  start(name: ServerName): Promise<void>
  stop(): Promise<void>
}

const BUCKET = 'fovea'
/** PostgreSQL refuses root; this user (nobody) exists everywhere. */
const NOBODY = 65534
const uid = process.getuid?.() === 0 ? NOBODY : undefined
const base = { PATH: process.env['PATH'] ?? '' }

const ATTEMPTS = 3

/** Real PostgreSQL, Valkey and SeaweedFS in a folder of their own on free ports. */
export async function startServers(): Promise<Servers> {
  tools()
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce()
    } catch (error) {
      // Somebody else may have taken a port between its choice and its use.
      if (attempt === ATTEMPTS) throw error
    }
  }
}

async function startOnce(): Promise<Servers> {
  const home = mkdtempSync(join(tmpdir(), 'fovea-servers-'))
  const folder = (name: string) => {
    const path = join(home, name)
    mkdirSync(path)
    if (uid) chownSync(path, uid, uid)
    return path
  }
  if (uid) chownSync(home, uid, uid)
  const secret = randomBytes(16).toString('hex')
  const ports = await freePorts(12)
  const port = (index: number) => ports[index] as number
  const commands = {
    postgres: await postgres(folder('postgres'), port(0), secret),
    valkey: valkey(folder('valkey'), port(1), secret),
    seaweedfs: seaweedfs(folder('seaweedfs'), ports.slice(2), secret),
  }
  const env = {
    FOVEA_DATABASE_URL: `postgres://fovea:${secret}@127.0.0.1:${port(0)}/postgres`,
    FOVEA_REDIS_URL: `redis://:${secret}@127.0.0.1:${port(1)}`,
    FOVEA_S3_ENDPOINT: `http://127.0.0.1:${port(2)}`,
    FOVEA_S3_ACCESS_KEY: 'fovea',
    FOVEA_S3_SECRET_KEY: secret,
    FOVEA_S3_BUCKET: BUCKET,
    FOVEA_ACTOR_KEY: secret,
  }
  const probes: Record<ServerName, () => Promise<boolean>> = {
    postgres: () => isPostgresReady(env.FOVEA_DATABASE_URL),
    valkey: () => isValkeyReady(env.FOVEA_REDIS_URL),
    seaweedfs: () => isBucketReady(port(2), secret),
  }
  const running = new Map<ServerName, Child>()
  const start = async (name: ServerName) => {
    const child = new Child(commands[name])
    running.set(name, child)
    await child.ready(probes[name])
  }
  const end = (name: ServerName, signal: NodeJS.Signals) => running.get(name)?.end(signal) ?? Promise.resolve()
  const stop = async () => {
    await Promise.all([end('postgres', 'SIGINT'), end('valkey', 'SIGTERM'), end('seaweedfs', 'SIGKILL')])
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await Promise.all([start('postgres'), start('valkey'), start('seaweedfs')])
  } catch (error) {
    await stop()
    throw error
  }
  return { env, start, stop, kill: name => end(name, 'SIGKILL') }
}

const command = (name: ServerName, cwd: string, program: string, args: string[], env = {}): Command => ({
  name,
  command: program,
  args,
  cwd,
  uid,
  env: { ...base, HOME: cwd, ...env },
  log: join(cwd, `${name}.log`),
})

async function postgres(folder: string, port: number, secret: string): Promise<Command> {
  const { initdb, postgres: server } = tools()
  const data = join(folder, 'data')
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, secret, { mode: 0o644 })
  const options = ['--auth=scram-sha-256', `--pwfile=${passwordFile}`, '-N', '--no-instructions']
  const initialise = new Child({
    ...command('postgres', folder, initdb, ['-D', data, '-U', 'fovea', ...options, '-E', 'UTF8', '--locale=C']),
    name: 'initdb',
  })
  await initialise.ready(async () => !initialise.isRunning)
  return command('postgres', folder, server, ['-D', data, '-p', `${port}`, '-h', '127.0.0.1', '-k', ''])
}

function valkey(folder: string, port: number, secret: string): Command {
  const safety = ['--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--requirepass', secret]
  const place = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder]
  return command('valkey', folder, tools().valkey, [...place, ...safety])
}

function seaweedfs(folder: string, ports: number[], secret: string): Command {
  const credentials = [{ accessKey: 'fovea', secretKey: secret }]
  const actions = ['Admin', 'Read', 'Write', 'List', 'Tagging']
  writeFileSync(join(folder, 's3.json'), JSON.stringify({ identities: [{ name: 'fovea', credentials, actions }] }))
  // Without these keys the filer's HTTP port takes writes from anybody.
  const keys = ['jwt.signing', 'jwt.filer_signing', 'jwt.filer_signing.read'].map(
    name => `[${name}]\nkey = "${secret}"`,
  )
  writeFileSync(join(folder, 'security.toml'), keys.join('\n'))
  const named = ['s3.port', 's3.port.grpc', 'master.port', 'master.port.grpc', 'volume.port', 'volume.port.grpc']
  named.push('filer.port', 'filer.port.grpc', 'admin.port', 'admin.port.grpc')
  const args = [
    '-logtostderr=true',
    'mini',
    `-dir=${folder}`,
    '-ip=127.0.0.1',
    '-ip.bind=127.0.0.1',
    `-s3.config=${join(folder, 's3.json')}`,
    ...named.map((name, index) => `-${name}=${ports[index]}`),
    '-s3.port.iceberg=0',
    '-s3.port.lance=0',
    '-admin.ui=false',
    `-admin.password=${secret}`,
    '-webdav=false',
    '-master.telemetry=false',
  ]
  return command('seaweedfs', folder, tools().weed, args, { GOMEMLIMIT: '512MiB' })
}

async function isPostgresReady(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  // A server that is just starting may break the connection after it was made.
  client.on('error', () => {})
  await client.connect()
  await client.end()
  return true
}

async function isValkeyReady(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 })
  redis.on('error', () => {})
  try {
    await redis.connect()
    return (await redis.ping()) === 'PONG'
  } finally {
    redis.disconnect()
  }
}

/** Ready when an object can be written, not only when the port answers. */
async function isBucketReady(port: number, secret: string): Promise<boolean> {
  const options = { endPoint: '127.0.0.1', port, useSSL: false, accessKey: 'fovea', secretKey: secret }
  const client = new S3Client({ ...options, region: 'us-east-1' })
  if (!(await client.bucketExists(BUCKET))) await client.makeBucket(BUCKET)
  await client.putObject(BUCKET, 'ready', Buffer.from('ready'))
  await client.removeObject(BUCKET, 'ready')
  return true
}
