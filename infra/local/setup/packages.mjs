import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { clone } from '../place.mjs'
import { run } from './run.mjs'
import { contentHash, isDone, markDone } from './stamp.mjs'

const stamps = join(clone, 'node_modules/.cache/fovea')
const MEMBERS = ['proto', 'packages', 'services', 'apps', 'tests']
const WORKSPACE = [
  'package.json',
  'pnpm-workspace.yaml',
  'pnpm-lock.yaml',
  'tsconfig.base.json',
  'tsconfig.json',
  'swc.config.ts',
  'rolldown.config.ts',
]

const GENERATED_FROM = [
  'proto',
  'services/gateway/schema',
  'services/gateway/codegen.ts',
  'services/gateway/package.json',
]

/** Writes and reads this pnpm-lock.yaml. From the registry by npm: corepack's keys are out of date. */
const PNPM = '12.21.0'

/** The right pnpm: one that is there, else from the registry. */
export async function findPnpm(tools, log, step, version = PNPM) {
  if (versionOf('pnpm') === version) return { folder: '', env: process.env }
  const prefix = join(tools, `pnpm-${version}`)
  const folder = join(prefix, 'node_modules/.bin')
  if (versionOf(join(folder, 'pnpm')) !== version) {
    const args = ['install', '--prefix', prefix, '--no-audit', '--no-fund', '--no-save', `pnpm@${version}`]
    await step('pnpm', () => run('npm', args, { log, doing: 'Installing pnpm' }))
  }
  return { folder, env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` } }
}

function versionOf(pnpm) {
  try {
    return execFileSync(pnpm, ['--version'], {
      cwd: clone,
      encoding: 'utf8',
      timeout: 20_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return undefined // not installed
  }
}

/** Runs pnpm in the clone with nobody to answer its questions. */
export function pnpm(args, { tool, log, doing, onLine, env = {} }) {
  return run('pnpm', args, {
    cwd: clone,
    env: { ...tool.env, CI: 'true', NEXT_TELEMETRY_DISABLED: '1', ...env },
    log,
    doing,
    onLine,
  })
}

/** Dependencies, generated code and built services; the console's build is apart, since it takes longest. */
export async function buildAll({ tools, logs, step, withConsole }) {
  const tool = await findPnpm(tools, join(logs, 'pnpm.log'), step)
  const manifests = MEMBERS.flatMap(member => [
    join(member, 'package.json'),
    ...listed(member).map(name => join(member, name, 'package.json')),
  ])
  const locked = contentHash(clone, [...WORKSPACE.slice(0, 3), ...manifests], [process.version.split('.')[0]])
  const installed = await once('packages', locked, [join(clone, 'node_modules/.modules.yaml')], () =>
    step('JavaScript packages', report => {
      const onLine = line => report(/^Progress: .*?(resolved \d+).*?(added \d+)/.exec(line)?.slice(1).join(', ') ?? '')
      return pnpm(['install', '--frozen-lockfile', '--reporter=append-only'], {
        tool,
        log: join(logs, 'packages.log'),
        doing: 'Installing JavaScript packages',
        onLine,
      })
    }),
  )
  const sources = contentHash(clone, [...WORKSPACE, 'proto', 'packages', 'services', 'apps/cli'], [locked])
  const isDocument = path => !path.startsWith(join(clone, 'apps')) || /(\.graphql|\/codegen)\.ts$/.test(path)
  const contracts = contentHash(clone, [...GENERATED_FROM, 'apps'], [locked], isDocument)
  const pages = contentHash(clone, ['apps/web', 'packages/netspec'], [contracts])
  await once('generated', contracts, [join(clone, 'proto/gen/ts')], () =>
    step('generated code', () => pnpm(['gen'], { tool, log: join(logs, 'gen.log'), doing: 'Generating code' })),
  )
  const build = (title, value, made, args) =>
    once(title, value, [join(clone, made)], () =>
      step(title, () => pnpm(args, { tool, log: join(logs, `build-${title}.log`), doing: `Building the ${title}` })),
    )
  await Promise.all([
    build('services', sources, 'dist/cli.js', ['exec', 'rolldown', '-c', '--log-level', 'warn']),
    withConsole && build('console', pages, 'apps/web/.next/BUILD_ID', ['--filter', '@fovea/web', 'build']),
  ])
  return { tool, installed }
}

async function once(name, value, outputs, work) {
  const stamp = join(stamps, `${name}.json`)
  if (isDone(stamp, value, outputs)) return false
  await work()
  markDone(stamp, value)
  return true
}

function listed(folder) {
  const path = join(clone, folder)
  return existsSync(path) ? readdirSync(path).filter(name => existsSync(join(path, name, 'package.json'))) : []
}
