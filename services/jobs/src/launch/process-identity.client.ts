import { readdir, readFile } from 'node:fs/promises'

/** A process by number and start time (clock ticks since boot): a number alone may be somebody else's by now. */
export interface Identity {
  pid: number
  startTime: string
}

/**
 * Run by `sh`: claims the folder, so that of two starts one goes on; writes who it is while it is still itself; and becomes the worker,
 * which keeps number and start time. There is no moment at which a worker runs and nobody could find it.
 */
export const START_SCRIPT = `mkdir "$0/claim" 2>/dev/null || exit 0
identity() { set -- $(cat "/proc/$$/stat"); echo "$$ \${22}"; }
identity > "$0/pid.part" && mv "$0/pid.part" "$0/pid" && exec "$@"`

export function parseIdentity(text: string): Identity | undefined {
  const [, pid, startTime] = /^(\d+) (\d+)$/.exec(text.trim()) ?? []
  return pid && startTime ? { pid: Number(pid), startTime } : undefined
}

/** State and start time out of /proc/<pid>/stat; the name in it may hold spaces and brackets. */
export function parseStat(stat: string): { state: string; startTime: string } | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, startTime] = [fields[0], fields[19]]
  return state && startTime ? { state, startTime } : undefined
}

/** Whether this very process still runs; a zombie does not. */
export async function isRunning({ pid, startTime }: Identity): Promise<boolean> {
  const stat = await readOptional(`/proc/${pid}/stat`)
  const found = stat ? parseStat(stat) : undefined
  return found?.startTime === startTime && found.state !== 'Z' && found.state !== 'X'
}

export async function readOptional(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}

export async function foldersIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true })
  return entries.filter(entry => entry.isDirectory()).map(entry => entry.name)
}
