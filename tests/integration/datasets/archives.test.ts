import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, gzipSync } from 'node:zlib'
import { ArchiveFormat, DatasetState, type Source } from '@fovea/proto/datasets/v1/datasets'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { tools } from '../../support/tools.js'
import { inArchive, run, tar, zip } from './archives.js'
import { drawFolder } from './pictures.js'
import { asUser, ended, made, PROJECT, refused, type Started, startDatasets, startReplica, until } from './service.js'

// Longer than the longest wait within.
vi.setConfig({ testTimeout: 120_000 })

let service: Started
let folder: string

const file = (name: string) => join(service.data, name)
const inUpload = (upload: string): Source => ({ from: { $case: 'upload', value: { upload } } })
const build = async (name: string, source: Source) => ended(service, made(await service.create({ name, source })).id)

beforeAll(async () => {
  service = await startDatasets()
  folder = drawFolder(join(service.data, 'set', 'ships'), [8, 6])
  run('tar', ['cf', file('ships.tar'), 'ships'], join(service.data, 'set'))
  run('tar', ['czf', file('ships.tar.gz'), 'ships'], join(service.data, 'set'))
  run(tools().python, ['-m', 'zipfile', '-c', file('ships.zip'), 'ships'], join(service.data, 'set'))
})
afterAll(() => service?.stop())

describe('an archive below a data root', () => {
  it.each(['ships.tar', 'ships.tar.gz', 'ships.zip'])('%s is a dataset', async name => {
    const dataset = await build(name, inArchive(file(name)))
    expect(dataset).toMatchObject({
      state: DatasetState.READY,
      classes: ['no ship', 'ship'],
      filesTotal: 14,
      rejectedCount: 0,
    })
    const again = await build(`${name} again`, {
      from: { $case: 'dataset', value: { dataset: dataset.id, dealsAnew: false } },
    })
    expect(again).toMatchObject({ state: DatasetState.READY, filesTotal: 14 })
  })

  it('climbs nowhere: each bad member has its reason', async () => {
    const good = `  for c in 'ab':\n    for n in range(3): z.write('set/ships/ship/000%d.ppm' % n, '%s/%d.ppm' % (c, n))\n`
    const bad = [
      `  z.write('set/ships/ship/0000.ppm', '../climbs.ppm')`,
      `  z.write('set/ships/ship/0000.ppm', 'a/../../x.ppm')`,
      `  z.writestr('/etc/x.png', b'x')`,
      `  z.writestr('a/notes.txt', b'x')`,
      `  z.writestr('a/back\\\\slash.png', b'x')`,
      `  i = zipfile.ZipInfo('a/link.png'); i.external_attr = 0o120777 << 16; z.writestr(i, '/etc/passwd')`,
      `  z.writestr('a/line\\nbreak.png', b'x')`,
      `  z.writestr('a/' + 'd/' * 40 + 'x.png', b'x')`,
    ]
    zip(file('bad.zip'), `${good}${bad.join('\n')}`)
    const dataset = await build('bad zip', inArchive(file('bad.zip')))
    expect(dataset).toMatchObject({ state: DatasetState.READY, classes: ['a', 'b'] })
    const reasons = Object.fromEntries(dataset.rejected.map(({ path, reason }) => [path, reason]))
    expect(reasons).toMatchObject({
      '../climbs.ppm': 'its path climbs out of the archive',
      '../x.ppm': 'its path climbs out of the archive',
      '/etc/x.png': 'its path is whole, not below the archive',
      'a/notes.txt': 'not an image file name',
      'a/link.png': 'links in archives are not followed',
    })
    expect(Object.keys(reasons)).toHaveLength(8)
  })

  it('links and devices in a tar are rejected', async () => {
    const lines = [
      `  for c in 'ab': t.add('set/ships/ship/0000.ppm', c + '/0.ppm'); t.add('set/ships/ship/0001.ppm', c + '/1.ppm')`,
      `  i = tarfile.TarInfo('a/soft.png'); i.type = tarfile.SYMTYPE; i.linkname = '/etc/passwd'; t.addfile(i)`,
      `  i = tarfile.TarInfo('a/hard.png'); i.type = tarfile.LNKTYPE; i.linkname = 'a/0.ppm'; t.addfile(i)`,
      `  i = tarfile.TarInfo('a/device.png'); i.type = tarfile.CHRTYPE; t.addfile(i)`,
      `  t.add('set/ships/ship/0002.ppm', 'a/0.ppm')`,
    ]
    tar(file('bad.tar'), lines.join('\n'))
    const dataset = await build('bad tar', inArchive(file('bad.tar')))
    expect(dataset.state).toBe(DatasetState.READY)
    expect(dataset.rejected).toEqual([
      { path: 'a/0.ppm', reason: 'the archive holds this name twice' },
      { path: 'a/device.png', reason: 'not a file' },
      { path: 'a/hard.png', reason: 'links in archives are not followed' },
      { path: 'a/soft.png', reason: 'links in archives are not followed' },
    ])
  })

  it('a bomb is refused', async () => {
    tar(
      file('bomb.tar'),
      `  i = tarfile.TarInfo('a/zeros.txt'); i.size = 300 << 20; t.addfile(i, io.BytesIO(bytes(300 << 20)))\n`,
    )
    writeFileSync(file('bomb.tar.gz'), gzipSync(readFileSync(file('bomb.tar')), { level: 9 }))
    const bombs = { 'bomb.tar.gz': 'more than 200 times', 'bomb.zip': 'more than 200 times' }
    zip(file('bomb.zip'), `  for n in range(6):\n    z.writestr('%s/%d.png' % ('ab'[n % 2], n), bytes(60 << 20))\n`)
    for (const [name, reason] of Object.entries(bombs)) {
      const dataset = await build(name, inArchive(file(name)))
      expect(dataset).toMatchObject({ state: DatasetState.FAILED, reason: expect.stringContaining(reason) })
    }
  })

  it('is refused outside the data roots, and as a folder', async () => {
    mkdirSync(file('folder'))
    symlinkSync('/etc/passwd', file('out.zip'))
    const codeOf = async (path: string) => refused(await service.create({ source: inArchive(path) })).code
    expect(await codeOf('/etc/passwd')).toBe('outside-data-roots')
    expect(await codeOf(file('out.zip'))).toBe('outside-data-roots')
    expect(await codeOf(file('none.zip'))).toBe('file-missing')
    expect(await codeOf(file('folder'))).toBe('not-a-file')
  })
})

describe('an upload', () => {
  const create = (key: string, bytes: Buffer, pieces: number, format = ArchiveFormat.ZIP) =>
    asUser(() =>
      service.datasets.createSourceUpload({
        project: PROJECT,
        name: 'ships.zip',
        format,
        pieces,
        bytes: bytes.length,
        idempotencyKey: key,
      }),
    )
  const uploadOf = async (key: string, bytes: Buffer, pieces: number, format?: ArchiveFormat) => {
    const { result } = await create(key, bytes, pieces, format)
    if (result?.$case !== 'upload') throw new Error(JSON.stringify(result))
    return result.value
  }
  const check = (upload: string, pieces: { number: number; bytes: number; crc32: number }[]) =>
    asUser(() => service.datasets.checkPieces({ project: PROJECT, upload, pieces }))
  const cut = (bytes: Buffer, count: number) => {
    const size = Math.ceil(bytes.length / count)
    return Array.from({ length: count }, (_, n) => bytes.subarray(n * size, (n + 1) * size))
  }
  const described = (parts: Buffer[]) =>
    parts.map((part, number) => ({ number, bytes: part.length, crc32: crc32(part) }))

  it('arrives piece by piece, goes on where it stopped, and is a dataset', async () => {
    const bytes = readFileSync(file('ships.zip'))
    const parts = cut(bytes, 3)
    const upload = await uploadOf('one', bytes, 3)
    const before = await check(upload.id, described(parts))
    expect(before.pieces.map(({ isKept }) => isKept)).toEqual([false, false, false])
    const keys = before.pieces.map(({ key }) => key)
    await service.store.put(keys[0] ?? '', parts[0] ?? '', 'application/octet-stream')
    // Damaged on the way: the same length, other bytes.
    await service.store.put(keys[1] ?? '', Buffer.alloc(parts[1]?.length ?? 0), 'application/octet-stream')
    expect((await check(upload.id, described(parts))).pieces.map(({ isKept }) => isKept)).toEqual([true, false, false])
    const unfinished = refused(await service.create({ source: inUpload(upload.id) }))
    expect(unfinished).toMatchObject({ code: 'upload-unfinished', field: 'source.upload.uploadId' })
    expect(await uploadOf('one', bytes, 3)).toMatchObject({ id: upload.id, kept: 1 })
    for (const n of [1, 2]) await service.store.put(keys[n] ?? '', parts[n] ?? '', 'application/octet-stream')
    await check(upload.id, described(parts))
    const dataset = await build('uploaded', inUpload(upload.id))
    expect(dataset).toMatchObject({
      state: DatasetState.READY,
      classes: ['no ship', 'ship'],
      filesTotal: 14,
      folder: 'ships.zip',
    })

    await asUser(() => service.datasets.deleteDataset({ project: PROJECT, id: dataset.id }))
    await service.sql("UPDATE dataset SET deleted_at = deleted_at - interval '1 minute' WHERE id = $1", [dataset.id])
    await until('the upload to be gone', async () =>
      (await service.sql('SELECT 1 FROM upload')).length +
        (await service.keys(`${PROJECT}/sources/${upload.id}/`)).length ===
      0
        ? true
        : undefined,
    )
  })

  it('of tar parts is unpacked part by part', async () => {
    const parts = ['no ship', 'ship'].map(name => run('tar', ['c', `ships/${name}`], join(folder, '..')))
    const upload = await uploadOf('parts', Buffer.concat(parts), 2, ArchiveFormat.TAR_PARTS)
    const { pieces } = await check(upload.id, described(parts))
    for (const { key, number } of pieces) await service.store.put(key, parts[number] ?? '', 'application/x-tar')
    await check(upload.id, described(parts))
    const dataset = await build('parts', inUpload(upload.id))
    expect(dataset).toMatchObject({ state: DatasetState.READY, filesTotal: 14 })
  })

  it('that nothing is made of is gone after its time', async () => {
    const bytes = Buffer.from('x')
    const upload = await uploadOf('old', bytes, 1)
    const { pieces } = await check(upload.id, described([bytes]))
    await service.store.put(pieces[0]?.key ?? '', bytes, 'text/plain')
    const replica = await startReplica(service, { FOVEA_UPLOAD_SECONDS: '0.1' })
    await until('it to be gone', async () =>
      (await service.keys(`${PROJECT}/sources/${upload.id}/`)).length === 0 ? true : undefined,
    )
    await expect(check(upload.id, [])).rejects.toThrow('no such upload')
    await replica.close()
  })

  it('is refused when it is too large or empty', async () => {
    const refusedOf = async (bytes: number, pieces: number) => {
      const request = { project: PROJECT, name: 'x', format: ArchiveFormat.ZIP, pieces, bytes, idempotencyKey: '' }
      const { result } = await asUser(() => service.datasets.createSourceUpload(request))
      return result?.$case === 'refusal' && result.value.code
    }
    expect(await refusedOf(0, 1)).toBe('bad-upload')
    expect(await refusedOf(2 ** 30, 1)).toBe('upload-too-large')
    expect(await refusedOf(1, 1_000_000)).toBe('upload-too-large')
  })
})

it('leaves nothing of what was unpacked', async () => {
  await service.end()
  const { readdirSync } = await import('node:fs')
  expect(readdirSync(join(service.env.FOVEA_WORK_DIR, 'datasets'))).toEqual([])
})
