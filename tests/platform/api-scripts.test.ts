import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import ts from 'typescript'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Folders, makeFolders } from '../inputs/folders.js'
import { type Platform, platform } from '../support/platform.js'

const execute = promisify(execFile)
const PAGE = fileURLToPath(new URL('../../docs/api.md', import.meta.url))
const ARTEFACTS = fileURLToPath(new URL('../artefacts', import.meta.url))
const RUN_MS = 240_000

interface Script {
  title: string
  language: string
  text: string
}

const scripts: Script[] = [
  ...readFileSync(PAGE, 'utf8').matchAll(/^## (.+)\n(?:(?!^## |^```)[^\n]*\n)*```(\w+)\n([\s\S]*?)^```$/gm),
].map(([, title = '', language = '', text = '']) => ({ title, language, text }))

let shared: Platform
let folders: Folders
let place: string
let dataset: string
let run: string
let token: string

beforeAll(async () => {
  shared = await platform()
  folders = makeFolders(shared.dataRoot)
  mkdirSync(ARTEFACTS, { recursive: true })
  // Inside the clone, where Node finds the packages of the tests.
  place = mkdtempSync(join(ARTEFACTS, 'api-'))
  const made = await shared.cli(['token', 'create', 'scripts', '--role', 'editor', '--days', '1'])
  token = made.stdout.token
})

afterAll(async () => {
  await shared.cli(['rm', 'model', 'scripted'])
  await shared.cli(['rm', 'dataset', 'scripted'])
  for (const folder of [folders.root, folders.outside, place]) rmSync(folder, { recursive: true })
})

/** Runs a script of the page as a reader would; its standard output. */
async function runs(title: string, ...words: string[]): Promise<string> {
  const script = scripts.find(one => one.title === title)
  if (!script) throw new Error(`docs/api.md has no script under “${title}”.`)
  const { language, text } = script
  const write = (name: string, content: string) => {
    writeFileSync(join(place, name), content)
    return join(place, name)
  }
  const asModule = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }
  const [program, file] =
    language === 'bash'
      ? ['bash', write('script.sh', text)]
      : language === 'python'
        ? ['python3', write('script.py', text)]
        : [process.execPath, write('script.mjs', ts.transpileModule(text, { compilerOptions: asModule }).outputText)]
  const env = { PATH: process.env['PATH'], FOVEA_URL: shared.url, FOVEA_TOKEN: token }
  const { stdout } = await execute(program, [file, ...words], { env, timeout: RUN_MS })
  return stdout.trim()
}

it('has five scripts, in three languages', () => {
  expect(scripts.map(({ title, language }) => `${language}: ${title}`)).toEqual([
    'bash: List the newest runs',
    'python: Make a dataset and wait until it is ready',
    'typescript: Train and watch',
    'python: Ask about a picture',
    'python: Read the points of a run',
  ])
})

it(
  'makes a dataset',
  async () => {
    const [, id, rest] = /^(\S+) (.+)$/.exec(
      await runs('Make a dataset and wait until it is ready', 'scripted', `${folders.root}/good`),
    ) as unknown as [string, string, string]
    expect(rest).toBe('bright dark: 18 train, 6 val, 0 test')
    dataset = id
  },
  RUN_MS,
)

it(
  'trains and watches',
  async () => {
    const [id, state, accuracy] = (await runs('Train and watch', 'scripted', dataset)).split(' ')
    expect(state).toBe('SUCCEEDED')
    expect(Number(accuracy)).toBeGreaterThanOrEqual(0)
    run = id as string
  },
  RUN_MS,
)

it('lists runs', async () => {
  const { data } = JSON.parse(await runs('List the newest runs'))
  expect(data.project.runs.nodes[0]).toMatchObject({ name: 'scripted#1', state: 'SUCCEEDED' })
})

it('asks about a picture', async () => {
  const lines = (await runs('Ask about a picture', run, folders.files.good)).split('\n')
  expect(lines.map(line => line.replace(/^[01]\.\d{3} /, '')).sort()).toEqual(['bright', 'dark'])
})

it('reads points', async () => {
  const [loss, iterations, values, accuracy] = (await runs('Read the points of a run', run)).split('\n')
  const [, shown, total] = /^train\/loss (\d+) of (\d+) at level 0$/.exec(loss as string) as unknown as string[]
  expect(shown).toBe(total)
  expect(iterations?.split(' ')).toHaveLength(Number(total))
  expect(values?.split(' ').map(Number).every(Number.isFinite)).toBe(true)
  expect(accuracy).toMatch(/^val\/accuracy \d+ of \d+ at level 0$/)
})

it('tells in one sentence what is wrong', async () => {
  const ask = runs('Make a dataset and wait until it is ready', 'scripted', '/nowhere')
  await expect(ask).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^\S.*\.\s*$/) })
})

it('is refused once its token is taken back', async () => {
  await shared.cli(['token', 'rm', 'scripts'])
  await expect(runs('List the newest runs')).rejects.toMatchObject({
    stdout: expect.stringContaining('unauthenticated'),
  })
})
