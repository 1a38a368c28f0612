import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ClassifyResponse } from '@fovea/proto/inference/v1/inference'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SweepService } from '../../../services/inference/src/pictures/sweep.service.js'
import { CLASSES, CROP, meanImage, type NamedTensor, randomWeights, SCALE, SIZE } from './lenet.js'
import { addSnapshot, asUser, JPEG_RUN, PROJECT, type Started, startInference, upload } from './service.js'

let service: Started
let pictures: string

const python = (script: string, argument: string) =>
  execFileSync(process.env['FOVEA_PYTHON_PIXELS'] ?? '', [join(import.meta.dirname, script), argument], {
    encoding: 'utf8',
  })

beforeAll(async () => {
  service = await startInference()
  pictures = join(service.work, 'pictures')
  mkdirSync(pictures)
  python('pictures.py', pictures)
})

afterAll(() => service?.stop())

const picture = (name: string) => readFileSync(join(pictures, name))

async function classify(snapshot: string, file: Buffer, top = 0) {
  const key = await upload(service, randomUUID(), file)
  return asUser(() => service.client.classify({ project: PROJECT, snapshot, upload: key, top }))
}

async function addLenet(seed: number, more: { metadata?: string; run?: string } = {}) {
  const id = randomUUID()
  const weights = randomWeights(service.world.plan, seed)
  await addSnapshot(service, id, weights, more)
  return { id, weights }
}

function answerOf({ result }: ClassifyResponse) {
  if (result?.$case !== 'classification') throw new Error(JSON.stringify(result))
  return result.value
}

function refusalOf({ result }: ClassifyResponse) {
  if (result?.$case !== 'refusal') throw new Error(JSON.stringify(result))
  return result.value
}

/** What numpy answers for the same weights and picture, by class. */
function reference(weights: NamedTensor[], name: string): number[] {
  const folder = join(service.work, randomUUID())
  mkdirSync(folder)
  for (const tensor of [...weights, meanImage()]) {
    writeFileSync(join(folder, `${tensor.name}.bin`), Buffer.from(tensor.values.buffer))
  }
  const parameters = Object.fromEntries(weights.map(tensor => [tensor.name, tensor.shape]))
  const order = { ...SIZE, crop: CROP, scale: SCALE, picture: join(pictures, name), folder, parameters }
  writeFileSync(join(folder, 'order.json'), JSON.stringify(order))
  return JSON.parse(python('reference.py', join(folder, 'order.json')))
}

describe('an answer', () => {
  it.each(['photo.jpg', 'photo.png'])('is what numpy computes from the weights: %s', async name => {
    // The metadata moves every place in the file: a stale one would be noticed here.
    for (const metadata of ['', '{"version":1}']) {
      const { id, weights } = await addLenet(1, { metadata })
      const { top, height, width, channels } = answerOf(await classify(id, picture(name)))
      expect({ height, width, channels }).toEqual({ height: CROP, width: CROP, channels: 3 })
      const expected = reference(weights, name)
      expect(top).toHaveLength(CLASSES.length)
      for (const { index, label, probability } of top) {
        expect(label).toBe(CLASSES[index])
        expect(Math.abs(probability - (expected[index] as number))).toBeLessThan(1e-5 * (expected[index] as number))
      }
      expect(top.map(({ probability }) => probability)).toEqual(
        top.map(({ probability }) => probability).sort((a, b) => b - a),
      )
    }
  })

  it('is as long as wanted, and says what was done to the pixels', async () => {
    const { id } = await addLenet(2)
    const { top, conversion } = answerOf(await classify(id, picture('deep.png'), 1))
    expect(top).toHaveLength(1)
    expect(conversion).toMatch(/16/)
  })

  it('is of pixels as the dataset of the run keeps them', async () => {
    const seen = async (run?: string) => {
      const { id } = await addLenet(2, run ? { run } : {})
      const answer = answerOf(await classify(id, picture('photo.png')))
      const { png } = await asUser(() => service.client.getSeenPicture({ project: PROJECT, id: answer.id }))
      return { png, probability: answer.top[0]?.probability }
    }
    const [raw, again, jpeg] = [await seen(), await seen(), await seen(JPEG_RUN)]
    expect(again).toEqual(raw)
    expect(jpeg.png.equals(raw.png)).toBe(false)
    expect(jpeg.probability).not.toBe(raw.probability)
    expect(jpeg.probability).toBeCloseTo(raw.probability as number, 1)
  })

  it('is the right one for each of many snapshots asked at once, more than stay ready', async () => {
    const snapshots = await Promise.all([3, 4, 5, 6].map(seed => addLenet(seed)))
    const asked = [...snapshots, ...snapshots, ...snapshots]
    const answers = await Promise.all(asked.map(({ id }) => classify(id, picture('photo.png')).then(answerOf)))
    const [expected] = snapshots.map(({ weights }) => reference(weights, 'photo.png'))
    answers.forEach(({ top }, index) => {
      expect(top).toEqual((answers[index % 4] as (typeof answers)[0]).top)
    })
    const first = answers[0]?.top.find(({ index }) => index === 0)
    expect(first?.probability).toBeCloseTo(expected?.[0] as number, 5)
    await expect
      .poll(() => readdirSync(join(service.work, '1', 'cache')).length, { timeout: 5000 })
      .toBeLessThanOrEqual(2)
  })
})

describe('the seen picture', () => {
  it('is there for every replica, and is the central cut', async () => {
    const { id } = await addLenet(7)
    const { id: made } = answerOf(await classify(id, picture('photo.png')))
    const other = await service.replica()
    const ref = { project: PROJECT, id: made }
    const seen = await asUser(() => other.client.getSeenPicture(ref)).finally(() => other.stop())
    expect(seen).toEqual(await asUser(() => service.client.getSeenPicture(ref)))
    expect(seen.png.subarray(1, 4).toString()).toBe('PNG')
    expect([seen.png.readUInt32BE(16), seen.png.readUInt32BE(20)]).toEqual([CROP, CROP])
  })

  it.each([randomUUID(), '../../x'])('that never was is not found: %s', id =>
    expect(asUser(() => service.client.getSeenPicture({ project: PROJECT, id }))).rejects.toMatchObject({
      code: 'not-found',
    }),
  )
})

describe('a refusal', () => {
  it.each([
    ['note.txt', 'not-an-image', 'image'],
    ['cut.jpg', 'truncated', 'image'],
  ])('says what is wrong with %s', async (name, code, field) => {
    const { id } = await addLenet(8)
    const refusal = refusalOf(await classify(id, picture(name)))
    expect(refusal).toMatchObject({ code, field })
    expect(refusal.message).toMatch(/^The image cannot be used: /)
    expect(refusal.remedy).not.toBe('')
  })

  it('comes for a file that is too large, before it is decoded', async () => {
    const { id } = await addLenet(8)
    expect(refusalOf(await classify(id, Buffer.alloc(64 * 2 ** 20 + 1)))).toMatchObject({
      code: 'too-large',
      field: 'image',
    })
  })

  it('comes for an upload that is gone, or is none', async () => {
    const { id } = await addLenet(8)
    for (const key of [
      `${PROJECT}/uploads/${randomUUID()}`,
      `${PROJECT}/uploads/../datasets/x`,
      'elsewhere/uploads/x',
    ]) {
      const response = await asUser(() =>
        service.client.classify({ project: PROJECT, snapshot: id, upload: key, top: 0 }),
      )
      expect(refusalOf(response)).toMatchObject({ code: 'upload-gone', field: 'uploadId' })
    }
  })

  it('comes for a snapshot that is gone, or whose weights are', async () => {
    expect(refusalOf(await classify(randomUUID(), picture('photo.png')))).toMatchObject({ code: 'snapshot-gone' })
    const { id } = await addLenet(9)
    await service.store.remove([service.world.snapshots.get(id)?.weightsKey ?? ''])
    expect(refusalOf(await classify(id, picture('photo.png')))).toMatchObject({
      code: 'snapshot-gone',
      field: 'snapshotId',
    })
  })

  it('comes for a network whose training has diverged', async () => {
    const id = randomUUID()
    const weights = randomWeights(service.world.plan, 1)
    weights[0]?.values.fill(Number.NaN)
    await addSnapshot(service, id, weights)
    expect(refusalOf(await classify(id, picture('photo.png')))).toMatchObject({ code: 'not-finite' })
  })
})

it('does not answer with weights that are not the registered ones', async () => {
  const { id } = await addLenet(10)
  const snapshot = service.world.snapshots.get(id)
  if (!snapshot) throw new Error('no snapshot')
  await service.store.put(snapshot.weightsKey, Buffer.alloc(snapshot.weightsBytes), 'application/octet-stream')
  await expect(classify(id, picture('photo.png'))).rejects.toMatchObject({
    message: expect.stringContaining('not the file'),
  })
})

it('sweeps uploads after a day and pictures after an hour, and nothing else', async () => {
  const { id } = await addLenet(11)
  await classify(id, picture('photo.png'))
  const count = async () => {
    const kinds: Record<string, number> = {}
    for await (const { key } of service.store.list(`${PROJECT}/`)) {
      const kind = key.split('/')[1] as string
      kinds[kind] = (kinds[kind] ?? 0) + 1
    }
    return kinds
  }
  const before = await count()
  const sweep = service.app.get(SweepService)
  expect(await sweep.sweep(Date.now())).toBe(0)
  const afterTwoHours = () => sweep.sweep(Date.now() + 2 * 3_600_000).then(count)
  // The picture of the last answer may be on its way to the store still.
  await expect.poll(afterTwoHours, { timeout: 5000 }).toEqual({ ...before, classifications: undefined })
  await sweep.sweep(Date.now() + 25 * 3_600_000)
  expect(await count()).toEqual({ ...before, classifications: undefined, uploads: undefined })
})
