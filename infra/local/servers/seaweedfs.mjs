import { join } from 'node:path'
import { ownFile } from './own-file.mjs'
import { ownFolder } from './own-folder.mjs'
import { bucketStatus } from './s3.mjs'

/** What `ports` must hold for it. */
export const SEAWEEDFS_PORTS = ['s3', 'master', 'volume', 'filer', 'admin']

/**
 * SeaweedFS's `weed mini`: an S3 server in one process. Every one of its ports asks for a key:
 * without the signing keys its filer takes unauthenticated writes.
 * @returns {import('../supervise/part.mjs').PartSpec}
 */
export function seaweedfs({ home, bin, ports, secrets, user, env }) {
  const folder = join(home, 'seaweedfs')
  const s3 = {
    endpoint: `http://127.0.0.1:${ports.s3}`,
    bucket: 'fovea',
    accessKey: secrets.s3AccessKey,
    secretKey: secrets.s3SecretKey,
  }
  return {
    name: 'seaweedfs',
    port: ports.s3,
    command: bin,
    args: ['-logtostderr=true', 'mini', `-options=${join(folder, 'options')}`],
    ...user,
    // Without a limit it takes all that it once used; with half of this, an upload costs four times the CPU, for collecting garbage.
    env: { ...env, GOMEMLIMIT: '512MiB', HOME: folder },
    cwd: folder,
    prepare() {
      ownFolder(folder, user)
      ownFile(join(folder, 's3.json'), identities(secrets), user)
      ownFile(join(folder, 'security.toml'), signingKeys(secrets), user)
      ownFile(join(folder, 'options'), options(folder, ports, secrets), user)
    },
    ready: async () => [200, 404].includes(await bucketStatus('HEAD', s3)),
    stopMs: 15_000,
  }
}

function identities(secrets) {
  const credentials = [{ accessKey: secrets.s3AccessKey, secretKey: secrets.s3SecretKey }]
  const actions = ['Admin', 'Read', 'Write', 'List', 'Tagging']
  return JSON.stringify({ identities: [{ name: 'fovea', credentials, actions }] })
}

function signingKeys(secrets) {
  return ['jwt.signing', 'jwt.filer_signing', 'jwt.filer_signing.read']
    .map(section => `[${section}]\nkey = "${secrets.signingKey}"\n`)
    .join('\n')
}

/** In a file, not in the arguments: one of them is a password. */
function options(folder, ports, secrets) {
  const lines = {
    dir: folder,
    ip: '127.0.0.1',
    'ip.bind': '127.0.0.1',
    's3.port': ports.s3,
    's3.config': join(folder, 's3.json'),
    's3.port.iceberg': 0,
    's3.port.lance': 0,
    'master.port': ports.master,
    'master.telemetry': false,
    'volume.port': ports.volume,
    'filer.port': ports.filer,
    'admin.port': ports.admin,
    'admin.ui': false,
    'admin.password': secrets.adminPassword,
    webdav: false,
  }
  return Object.entries(lines)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}
