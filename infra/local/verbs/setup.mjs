import { join } from 'node:path'
import { readOptions } from '../options.mjs'
import { toolsFolder } from '../place.mjs'
import { alone } from '../setup/alone.mjs'
import { setUpPlatform } from '../setup/platform.mjs'
import { Progress } from '../setup/progress.mjs'
import { findPython } from '../setup/python.mjs'
import { installWorker, workerPlace, workerReady } from '../setup/worker.mjs'

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
  if (workerReady(place)) return place
  await progress.step('PyTorch', report =>
    alone(tools, 'worker-install', () => installWorker(place, python, join(tools, 'logs/worker.log'), report), report),
  )
  return place
}
