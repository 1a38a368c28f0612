import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clone } from '../place.mjs'
import { Progress } from './progress.mjs'
import { pipInstall } from './python.mjs'
import { contentHash, isDone, markDone } from './stamp.mjs'
import { readRequirements } from './worker.mjs'

/** What the Python tests and checks need beside the worker's own packages. */
export async function setUpTestTools(tools, progress = new Progress()) {
  const lists = ['gpu-worker/requirements/test.txt', 'gpu-worker/requirements/pixels.txt']
  const stamp = join(tools.worker.folder, 'fovea-test.json')
  const value = contentHash(clone, [
    ...lists,
    'gpu-worker/requirements/worker.txt',
    'infra/local/requirements/torch.txt',
  ])
  if (isDone(stamp, value)) return
  const specs = lists.flatMap(list => readRequirements(readFileSync(join(clone, list), 'utf8')).map(({ spec }) => spec))
  await progress.step('test tools', async () => {
    await pipInstall(tools.workerPython, specs, {
      log: join(tools.logs, 'test-tools.log'),
      doing: 'Installing test tools',
    })
    markDone(stamp, value)
  })
}
