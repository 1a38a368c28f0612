import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined // the process has ended meanwhile, or is another user's
  }
}

const boot = read('/proc/sys/kernel/random/boot_id')?.trim() ?? 'unknown'

/** Fields of /proc/PID/stat from the state on; the name before them may hold spaces and brackets. */
function stat(pid) {
  const text = read(`/proc/${pid}/stat`)
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')
}

/** When a process started, in a form that no later process with the same number shares; undefined when it has ended. */
export function startOf(pid) {
  if (process.platform === 'linux') {
    const fields = stat(pid)
    return fields && fields[0] !== 'Z' ? `${boot}:${fields[19]}` : undefined
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined // ps exits 1 for a process that has ended
  }
}

/** @returns {{pid: number, start: string}} what names one process for ever, to be kept in a file */
export function identify(pid) {
  return { pid, start: startOf(pid) ?? 'ended' }
}

export function isAlive(record) {
  return record !== undefined && startOf(record.pid) === record.start
}

function processes() {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
}

/** Members of a process group that have not ended. */
function groupMembers(group) {
  if (process.platform !== 'linux') return isAlive(identify(group)) ? [group] : []
  return processes().filter(pid => {
    const fields = stat(pid)
    return fields && fields[0] !== 'Z' && Number(fields[2]) === group
  })
}

function signal(pid, name) {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

/** Ends a process group: asks its leader by `name`, waits, then SIGKILLs whoever is left. */
export async function endGroup(record, name, waitMs) {
  const now = startOf(record.pid)
  if (now !== undefined && now !== record.start) return // the number belongs to somebody else by now
  if (now !== undefined) signal(record.pid, name)
  await until(() => !isAlive(record), waitMs)
  const left = () => groupMembers(record.pid)
  if (!isAlive(record) && waitMs > 0) {
    for (const pid of left()) signal(pid, 'SIGTERM')
    await until(() => left().length === 0, 1000)
  }
  for (const pid of left()) signal(pid, 'SIGKILL')
  await until(() => left().length === 0, 5000)
}

async function until(done, waitMs) {
  for (const end = Date.now() + waitMs; Date.now() < end && !done(); ) await sleep(25)
}

/**
 * Processes that carry all of these entries in the environment they were started with, wherever they were reparented to. Linux only; elsewhere the records of pids must do.
 */
export function processesWith(entries) {
  if (process.platform !== 'linux') return []
  return processes()
    .filter(pid => pid !== process.pid)
    .filter(pid => {
      const environment = read(`/proc/${pid}/environ`)?.split('\0')
      return (
        environment !== undefined && startOf(pid) !== undefined && entries.every(entry => environment.includes(entry))
      )
    })
    .map(identify)
}

/** Ends all of these processes, politely first. Returns how many there were. */
export async function endAll(records, waitMs) {
  for (const { pid } of records) signal(pid, 'SIGTERM')
  await until(() => !records.some(isAlive), waitMs)
  for (const record of records) if (isAlive(record)) signal(record.pid, 'SIGKILL')
  await until(() => !records.some(isAlive), 5000)
  return records.length
}
