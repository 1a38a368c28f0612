import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join, parse } from 'node:path'
import { promisify } from 'node:util'
import { Failure } from '../failure.mjs'
import { readOptions } from '../options.mjs'
import { clone } from '../place.mjs'
import { setUpPlatform } from '../setup/platform.mjs'
import { setUpTestTools } from '../setup/test-tools.mjs'
import { formatTable, judge, THRESHOLDS } from '../testing/bench-table.mjs'
import { findBrowser } from '../testing/browser.mjs'
import { setUpWorker } from './setup.mjs'

const run = promisify(execFile)
const folder = join(clone, 'tests/bench')
const LONGEST_MS = 1_800_000
const IN_A_BROWSER = new Set(['editor', 'home', 'pages'])

/** Runs the scripts of tests/bench that print one JSON object, and holds their ratios against what they must keep. */
export async function bench(words) {
  const { rest } = readOptions(words, [])
  const known = scripts()
  const names = rest.length > 0 ? rest.map(name => name.replaceAll('-', '_')) : [...known.keys()]
  const unknown = names.find(name => !known.has(name))
  if (unknown) throw new Failure(`There is no benchmark ${unknown}. Known: ${[...known.keys()].join(', ')}.`)
  const tools = await setUpPlatform()
  await setUpWorker()
  await setUpTestTools(tools)
  let ok = true
  for (const name of names) {
    process.stderr.write(`… ${name}\n`)
    const result = await measure(name, known.get(name), tools)
    const rows = judge(result, THRESHOLDS[name])
    process.stdout.write(`${name}\n${formatTable(rows)}\n${JSON.stringify(result)}\n\n`)
    ok &&= rows.every(row => row.ok)
  }
  return ok ? 0 : 1
}

/** Benchmarks by name. A file whose name begins with bare_ is what another one measures against. */
function scripts() {
  const files = existsSync(folder) ? readdirSync(folder).sort() : []
  const own = files.filter(file => /\.(py|mjs)$/.test(file) && !file.startsWith('bare_'))
  return new Map(own.map(file => [parse(file).name.replaceAll('-', '_'), join(folder, file)]))
}

async function measure(name, script, tools) {
  const env = {
    ...process.env,
    OMP_NUM_THREADS: '1',
    FOVEA_TOOLS_PYTHON: tools.platformPython,
    FOVEA_PYTHON_PIXELS: tools.platformPython,
    FOVEA_PYTHON_WORKER: tools.workerPython,
    ...(IN_A_BROWSER.has(name) && { FOVEA_CHROMIUM: await findBrowser(join(tools.folder, 'chromium')) }),
  }
  const command = script.endsWith('.py') ? tools.workerPython : process.execPath
  try {
    const { stdout } = await run(command, [script], { env, cwd: clone, timeout: LONGEST_MS, maxBuffer: 1 << 26 })
    return JSON.parse(stdout)
  } catch (error) {
    throw new Failure(`${script} failed: ${error.stderr?.trim().split('\n').slice(-15).join('\n') || error.message}`)
  }
}
