import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { platform } from '../support/platform.js'

// Drawing 2,000 pictures, training on them, and asking about 200 others.
vi.setConfig({ testTimeout: 300_000 })

const { dataRoot, cli } = await platform()

function draw(folder: string, count: number, seed: number): string {
  const { FOVEA_PYTHON_PIXELS: python = 'python3', FOVEA_PIXELS_PATH: path } = process.env
  const words = ['-m', 'fovea_samples', join(dataRoot, folder), '--count', `${count}`, '--seed', `${seed}`]
  execFileSync(python, words, { env: { ...process.env, PYTHONPATH: path } })
  return join(dataRoot, folder)
}

const pictures = (folder: string, label: string) =>
  readdirSync(join(folder, label)).map(name => join(folder, label, name))

it('LeNet learns ships from drawn pictures, and knows those of another seed', async () => {
  const learnt = draw('samples', 2000, 1)
  const unseen = draw('unseen', 200, 2)
  const built = await cli(['dataset', 'create', 'samples', '--folder', learnt, '--wait'])
  expect(built).toMatchObject({ code: 0, stdout: { status: 'ready', counts: { train: 1500, val: 500 }, rejected: [] } })
  const words = ['--dataset', 'samples', '--network', 'lenet', '--epochs', '6', '--snapshots', '0', '--wait']
  const trained = await cli(['train', 'samples', ...words], 240)
  expect(trained).toMatchObject({ code: 0, stdout: { status: 'succeeded', epochs: 6 } })

  const shares = []
  for (const label of ['ship', 'no ship']) {
    const { code, stdout } = await cli<{ results: { top: { label: string }[] }[] }>([
      'classify',
      'samples',
      ...pictures(unseen, label),
    ])
    expect(code).toBe(0)
    shares.push(stdout.results.filter(({ top }) => top[0]?.label === label).length / stdout.results.length)
  }
  const balancedAccuracy = shares.reduce((sum, share) => sum + share, 0) / shares.length
  expect(balancedAccuracy).toBeGreaterThanOrEqual(0.95)
})
