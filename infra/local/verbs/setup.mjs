import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../failure.mjs'
import { readOptions } from '../options.mjs'
import { toolsFolder } from '../place.mjs'
import { setUpPlatform } from '../setup/platform.mjs'
import { Progress } from '../setup/progress.mjs'
import { findPython } from '../setup/python.mjs'
import { installWorker, workerPlace, workerReady } from '../setup/worker.mjs'
import { release, take } from '../supervise/lock.mjs'

const LONGEST_MS = 3_600_000

/** Set-up alone, PyTorch included: for a machine that is prepared before it is used. */
export async function setUp(words) {
  readOptions(words, [])
  await setUpPlatform()
  await setUpWorker()
}

/** Installs PyTorch, or waits for the process that is doing it. */
export async function setUpWorker(progress = new Progress()) {
  const tools = toolsFolder()
  const python = findPython()
  const place = workerPlace(tools, python)
  const lock = join(tools, 'worker-install.lock')
  if (workerReady(place)) return place
  await progress.step('PyTorch', async report => {
    for (const end = Date.now() + LONGEST_MS; !take(lock); await sleep(500)) {
      if (Date.now() > end)
        throw new Failure(
          'Another process has been installing PyTorch for an hour. End it, then run the same command again.',
        )
      report('being installed by another process')
    }
    try {
      await installWorker(place, python, join(tools, 'logs/worker.log'), report)
    } finally {
      release(lock)
    }
  })
  return place
}
