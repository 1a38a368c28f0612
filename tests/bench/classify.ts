import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SessionsService } from '../../services/inference/src/snapshots/sessions.service.js'
import { compileLenet, randomWeights, SIZE } from '../integration/inference/lenet.js'
import { addSnapshot, asUser, PROJECT, type Started, startInference, upload } from '../integration/inference/service.js'
import { calibrate } from './calibrate.js'

const WARM_UP = 20
const TIMES = 200
const PYTHON = process.env['FOVEA_PYTHON_PIXELS'] ?? ''

/** Milliseconds: the middle of many. */
const p50 = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number

async function timeEach(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < WARM_UP + TIMES; n++) {
    const start = performance.now()
    await work()
    if (n >= WARM_UP) times.push(performance.now() - start)
  }
  return times
}

/** The bare session: the same graph and weights, nothing around it. */
async function timeSession({ app, world }: Started, id: string): Promise<number> {
  const { plan } = compileLenet()
  const snapshot = world.snapshots.get(id)
  if (!snapshot) throw new Error('no snapshot')
  const facts = { snapshot, plan: { ...plan, preprocessing: { ...plan.preprocessing, channels: 3 as const } } }
  const keeping = { encoding: 'raw', fastDecoding: false } as const
  const input = new Float32Array(plan.input.channels * plan.input.height * plan.input.width)
  const sessions = app.get(SessionsService)
  return p50(await timeEach(() => sessions.run({ ...facts, labels: [], keeping, mean: undefined }, input)))
}

function timeDecode(picture: string): number {
  const recipe = JSON.stringify({ ...SIZE, resize: 'squash' })
  const script = join(import.meta.dirname, 'bare_decode.py')
  const seconds: number[] = JSON.parse(
    execFileSync(PYTHON, [script, picture, recipe, `${TIMES}`], { encoding: 'utf8' }),
  )
  return p50(seconds) * 1000
}

/** Classify over gRPC, warm, against its bare parts: decoding in one Python process and the session alone. */
export async function measure() {
  const service = await startInference()
  try {
    const pictures = join(service.work, 'pictures')
    mkdirSync(pictures)
    execFileSync(PYTHON, [join(import.meta.dirname, '../integration/inference/pictures.py'), pictures])
    const picture = join(pictures, readdirSync(pictures).find(name => name === 'photo.jpg') ?? '')
    const id = randomUUID()
    await addSnapshot(service, id, randomWeights(service.world.plan, 1))
    const key = await upload(service, randomUUID(), readFileSync(picture))
    const classify = () => service.client.classify({ project: PROJECT, snapshot: id, upload: key, top: 0 })
    const warm = p50(await timeEach(() => asUser(classify)))
    const bareSession = await timeSession(service, id)
    const bareDecode = timeDecode(picture)
    const bare = bareSession + bareDecode
    return {
      unit: 'ms',
      calibration: calibrate(),
      p50: warm,
      bare,
      bareSession,
      bareDecode,
      difference: warm - bare,
      checks: [{ what: 'classify, warm, LeNet: p50 less bare session and decode, ms', value: warm - bare, atMost: 10 }],
    }
  } finally {
    await service.stop()
  }
}
