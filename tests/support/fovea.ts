import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FOVEA = join(ROOT, 'infra/local/main.mjs')
const CLI = join(ROOT, 'dist/cli.js')

/** What the tests' own process was given for itself and a platform under test must not see. */
const OWN = /^(VITEST|NODE_ENV$|TEST$|DEV$|PROD$|MODE$|BASE_URL$|SSR$|FOVEA_(HOME|URL|DATABASE_URL|REDIS_URL|S3_.*)$)/

const inherited = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !OWN.test(name)))

export interface Ended {
  code: number
  stdout: string
  stderr: string
}

/** Runs a program of this clone to its end, at most `seconds`. */
function run(main: string, words: string[], env: Record<string, string>, seconds: number): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const options = { env: { ...inherited(), ...env }, timeout: seconds * 1000, maxBuffer: 1 << 26 }
    execFile(process.execPath, [main, ...words], options, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') {
        return reject(new Error(`${words.join(' ')} ended by ${error.signal} within ${seconds} s:\n${stderr}`))
      }
      resolve({ code: Number(error?.code ?? 0), stdout, stderr })
    })
  })
}

/** A verb of `./fovea` that belongs to this machine: up, down, status, env. */
export const fovea = (words: string[], env: Record<string, string> = {}, seconds = 300): Promise<Ended> =>
  run(FOVEA, words, env, seconds)

/** The same, which must succeed; answers its standard output. */
export async function mustFovea(words: string[], env: Record<string, string> = {}): Promise<string> {
  const { code, stdout, stderr } = await fovea(words, env)
  if (code !== 0) throw new Error(`./fovea ${words.join(' ')} ended with exit code ${code}:\n${stderr}`)
  return stdout
}

export interface CliAnswer<T> {
  code: number
  /** The one JSON object on standard output. */
  stdout: T
  stderr: string
}

/** A verb of the command line with --json, against the platform at `url`. */
// biome-ignore lint/suspicious/noExplicitAny: each caller knows the shape of the verb it calls
export async function runCli<T = any>(url: string, words: string[], seconds = 120): Promise<CliAnswer<T>> {
  const { code, stdout, stderr } = await run(CLI, [...words, '--json'], { FOVEA_URL: url }, seconds)
  return { code, stdout: JSON.parse(stdout) as T, stderr }
}
