import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OwnPlatform } from '../support/platform.js'
import { until } from '../support/until.js'
import type { Victim } from './cases.js'

interface Part {
  name: string
  state: string
  pid: number | null
  restarts: number
}

interface Status {
  phase: string
  supervisor: { pid: number }
  parts: Part[]
}

const statusOf = (platform: OwnPlatform): Status =>
  JSON.parse(readFileSync(join(platform.data, 'run/status.json'), 'utf8'))

const partOf = (platform: OwnPlatform, name: string): Part => {
  const part = statusOf(platform).parts.find(one => one.name === name)
  if (!part) throw new Error(`${platform.data}/run/status.json knows no part ${name}`)
  return part
}

/** Direct children of a process that run the pixel program. */
function pixelChildren(parent: number): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
        const [, ppid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        return Number(ppid) === parent && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('fovea_pixels')
      } catch {
        return false // ended meanwhile
      }
    })
}

function pixels(platform: OwnPlatform, generation: 'reader' | 'decoder'): number[] {
  const readers = ['datasets', 'inference'].flatMap(name => pixelChildren(partOf(platform, name).pid ?? 0))
  return generation === 'reader' ? readers : readers.flatMap(pixelChildren)
}

/** The process of the only attempt there is. */
function worker(platform: OwnPlatform): number[] {
  const folder = join(platform.data, 'attempts')
  return readdirSync(folder).map(attempt => Number.parseInt(readFileSync(join(folder, attempt, 'pid'), 'utf8'), 10))
}

function pidsOf(platform: OwnPlatform, victim: Victim): number[] {
  if (victim === 'worker') return worker(platform)
  if (victim === 'pixel reader') return pixels(platform, 'reader')
  if (victim === 'pixel decoder') return pixels(platform, 'decoder')
  if (victim === 'supervisor') return [statusOf(platform).supervisor.pid]
  return [partOf(platform, victim).pid ?? 0].filter(pid => pid > 0)
}

/** SIGKILL to every process of the victim; fails when there is none, so that no case passes untried. */
export async function kill(platform: OwnPlatform, victim: Exclude<Victim, 'run itself'>): Promise<void> {
  if (victim === 'platform') {
    await platform.down()
    return platform.up()
  }
  const before = statusOf(platform).parts
  const pids = await until(
    `a process of ${victim}`,
    5,
    async () => {
      const found = pidsOf(platform, victim)
      return found.length > 0 && found
    },
    5,
  )
  for (const pid of pids) process.kill(pid, 'SIGKILL')
  if (victim === 'supervisor') return platform.up()
  const part = before.find(one => one.name === victim)
  if (part) await until(`${victim} to be restarted`, 30, async () => partOf(platform, victim).restarts > part.restarts)
}

/** Waits until the supervisor calls every part ready. */
export async function allReady(platform: OwnPlatform): Promise<void> {
  await until('all parts to be ready', 60, async () => {
    const { phase, parts } = statusOf(platform)
    return phase === 'ready' && parts.every(part => part.state === 'ready')
  })
}
