import { join } from 'node:path'
import { readJson } from '../files.mjs'
import { readOptions } from '../options.mjs'
import { openHome, toolsFolder } from '../place.mjs'
import { livingStatus } from '../state.mjs'
import { formatStatus } from '../supervise/format-status.mjs'

/** Exit code 0 while it runs, 1 when it does not. */
export async function status(words) {
  const options = readOptions(words, ['json'])
  const home = openHome(options.home, line => process.stderr.write(`${line}\n`))
  const known = livingStatus(home)
  const worker = readJson(join(toolsFolder(), 'worker-install.json')) ?? {
    state: 'missing',
    percent: 0,
    message: 'PyTorch is not installed yet.',
  }
  const answer = {
    version: 1,
    running: known !== undefined,
    phase: known?.phase ?? 'stopped',
    url: known?.url ?? null,
    home,
    parts: known?.parts ?? [],
    worker,
  }
  process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : `${formatStatus(answer, Date.now())}\n`)
  return answer.running ? 0 : 1
}
