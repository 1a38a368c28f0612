import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readJson } from '../files.mjs'
import { readOptions } from '../options.mjs'
import { clone } from '../place.mjs'
import { setUpPlatform } from '../setup/platform.mjs'
import { setUpTestTools } from '../setup/test-tools.mjs'
import { endAll, processesWith } from '../supervise/processes.mjs'
import { findBrowser } from '../testing/browser.mjs'
import { checks } from '../testing/checks.mjs'
import { countJunit, countVitest, total } from '../testing/results.mjs'
import { failureText, runCheck } from '../testing/run-check.mjs'
import { setUpWorker } from './setup.mjs'

const say = line => process.stdout.write(`${line}\n`)
const artefacts = join(clone, 'tests/artefacts')

/** All tests, or those of the paths given, or all kills. Prints `N passed, N failed` alone on its last line. */
export async function test(words) {
  const { rest } = readOptions(words, [])
  const scratch = mkdtempSync(join(tmpdir(), 'fovea-test-'))
  chmodSync(scratch, 0o755) // servers under test run as nobody
  const mark = `FOVEA_TEST_RUN=${randomUUID()}`
  try {
    const counts = await runAll(rest, { scratch, mark })
    counts.push(await leftovers(mark))
    const { passed, failed } = total(counts)
    say(`${passed} passed, ${failed} failed`)
    return failed === 0 && passed > 0 ? 0 : 1
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function runAll(words, { scratch, mark }) {
  rmSync(artefacts, { recursive: true, force: true })
  mkdirSync(artefacts, { recursive: true })
  const tools = await setUpPlatform()
  await setUpWorker()
  await setUpTestTools(tools)
  const allKills = words[0] === 'kills'
  const env = await environment(tools, scratch, mark, allKills)
  const paths = allKills ? ['tests/kills'] : words
  const python = paths.filter(path => path.endsWith('.py') || path.startsWith('gpu-worker'))
  const node = paths.filter(path => !python.includes(path))
  if (paths.length > 0) {
    const counts = []
    if (node.length > 0) counts.push(await vitest(node, env, { minutes: allKills ? 120 : 30 }))
    if (python.length > 0) counts.push(await pytest(python, env, tools.workerPython))
    return counts
  }
  return inTwoLanes([
    () => vitest([], env, { project: 'platform' }),
    () => vitest([], env, { project: 'servers' }),
    () => pytest([], env, tools.workerPython),
    () => vitest([], env, { project: 'unit' }),
    ...checks({ python: tools.workerPython }).map(check => () => runCheck(check, { env, artefacts }).then(report)),
  ])
}

async function environment(tools, scratch, mark, allKills) {
  const own = {
    ...tools.tool.env,
    [mark.split('=')[0]]: mark.split('=')[1],
    CI: 'true',
    TMPDIR: scratch,
    OMP_NUM_THREADS: '1',
    NEXT_TELEMETRY_DISABLED: '1',
    FOVEA_TOOLS_PYTHON: tools.platformPython,
    FOVEA_PYTHON_PIXELS: tools.platformPython,
    FOVEA_PIXELS_PATH: tools.pixelsPath,
    FOVEA_PYTHON_WORKER: tools.workerPython,
    FOVEA_WORKER_PATH: join(clone, 'gpu-worker'),
    FOVEA_ARTEFACTS: artefacts,
    ...(allKills ? { FOVEA_KILLS: 'all' } : {}),
  }
  return { ...own, FOVEA_CHROMIUM: await findBrowser(join(tools.folder, 'chromium')) }
}

/** Two at once, the longest first: the tests of a platform mostly wait, and two cores have time for others meanwhile. */
async function inTwoLanes(waiting) {
  const counts = []
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) counts.push(await next())
  }
  await Promise.all([lane(), lane()])
  return counts
}

function report(result, counted) {
  const counts = counted ?? (result.ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })
  const many = counted ? ` ${counts.passed} passed, ${counts.failed} failed,` : ''
  say(`${counts.failed === 0 ? '✓' : '✗'} ${result.name} ${many} ${result.seconds.toFixed(1)} s`.replace(/ +/g, ' '))
  if (counts.failed > 0) say(failureText(result))
  return counts
}

async function vitest(paths, env, { project, minutes = 30 }) {
  const name = project ? `vitest ${project}` : 'vitest'
  const file = join(artefacts, `${name.replace(' ', '-')}.json`)
  const only = project ? ['--project', project] : []
  const to = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const args = ['exec', 'vitest', 'run', ...paths, ...only, ...to]
  const result = await runCheck({ name, command: 'pnpm', args, minutes }, { env, artefacts })
  const known = readJson(file)
  return report(result, atLeastOne(result, known && countVitest(known)))
}

async function pytest(paths, env, python) {
  const file = join(artefacts, 'pytest.xml')
  const own = paths.map(path => path.replace(/^gpu-worker\/?/, '') || '.')
  const result = await runCheck(
    {
      name: 'pytest',
      command: python,
      args: ['-m', 'pytest', `--junitxml=${file}`, ...own],
      cwd: 'gpu-worker',
      minutes: 20,
    },
    { env, artefacts },
  )
  return report(result, atLeastOne(result, existsSync(file) ? countJunit(readFileSync(file, 'utf8')) : undefined))
}

/** A runner that ended badly without naming a failed test has failed all the same. */
function atLeastOne(result, counts = { passed: 0, failed: 0 }) {
  return result.ok || counts.failed > 0 ? counts : { passed: counts.passed, failed: 1 }
}

/** Whatever a test started must have ended with it. */
async function leftovers(mark) {
  const left = processesWith([mark])
  const names = left.map(({ pid }) => commandOf(pid))
  await endAll(left, 5000)
  if (left.length === 0) return { passed: 1, failed: 0 }
  say(`✗ processes left running by tests:\n${names.map(name => `  ${name}`).join('\n')}`)
  return { passed: 0, failed: 1 }
}

function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return `process ${pid}` // ended meanwhile
  }
}
