import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Runs the worker's Python beside these tests and returns what it prints. One process serves a whole file: importing PyTorch is slow. */
export async function python(args: readonly string[], timeout = 110_000): Promise<string> {
  const program = process.env['FOVEA_PYTHON_WORKER']
  if (!program) {
    throw new Error('FOVEA_PYTHON_WORKER is not set: the Python that has PyTorch; `./fovea test` sets it.')
  }
  const env = { PATH: process.env['PATH'] ?? '', PYTHONPATH: resolve('gpu-worker'), OMP_NUM_THREADS: '1' }
  const limits = { timeout, killSignal: 'SIGKILL', maxBuffer: 64 * 2 ** 20 } as const
  const { stdout } = await run(program, args, { cwd: import.meta.dirname, env, ...limits })
  return stdout
}

export async function script(name: string, ...args: string[]): Promise<unknown> {
  return JSON.parse(await python([join(import.meta.dirname, name), ...args]))
}
