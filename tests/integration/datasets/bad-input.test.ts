import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DatasetState, type Source } from '@fovea/proto/datasets/v1/datasets'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { tools } from '../../support/tools.js'
import { inArchive, run, tar, zip } from './archives.js'
import { drawFolder, drawPicture } from './pictures.js'
import { ended, PROJECT, type Started, startDatasets, until } from './service.js'

// Longer than the longest wait within.
vi.setConfig({ testTimeout: 240_000 })

let service: Started
let number = 0

const file = (name: string) => join(service.data, name)

beforeAll(async () => {
  service = await startDatasets()
  drawFolder(file('ships'), [6, 6])
  run('tar', ['cf', file('whole.tar'), 'ships'], service.data)
  run('tar', ['czf', file('whole.tar.gz'), 'ships'], service.data)
  run(tools().python, ['-m', 'zipfile', '-c', file('whole.zip'), 'ships'], service.data)
})
afterAll(() => service?.stop())

/** What people are told: the refusal, or why the build failed; undefined when it is ready. */
async function said(source: Source): Promise<string | undefined> {
  const { result } = await service.create({ name: `bad ${number++}`, source })
  if (result?.$case !== 'dataset') {
    expect(result?.value.remedy).not.toBe('')
    return result?.value.message
  }
  const dataset = await ended(service, result.value.id)
  if (dataset.state === DatasetState.READY) return undefined
  expect(dataset.remedy).not.toBe('')
  return dataset.reason
}

/** Of a dataset that is made in spite of it: what was rejected, with its reason. */
async function rejected(source: Source): Promise<Record<string, string>> {
  const { result } = await service.create({ name: `bad ${number++}`, source })
  if (result?.$case !== 'dataset') throw new Error(JSON.stringify(result?.value))
  const dataset = await ended(service, result.value.id)
  expect(dataset).toMatchObject({ state: DatasetState.READY })
  return Object.fromEntries(dataset.rejected.map(({ path, reason }) => [path, reason]))
}

const FORMATS = ['tar', 'tar.gz', 'zip']
const TENTHS = Array.from({ length: 10 }, (_, tenth) => tenth)

describe('archives', () => {
  it.each(FORMATS.flatMap(format => TENTHS.map(tenth => [format, tenth] as const)))(
    'a %s cut after %i tenths',
    async (format, tenth) => {
      const bytes = readFileSync(file(`whole.${format}`))
      const path = file(`cut-${tenth}.${format}`)
      writeFileSync(path, bytes.subarray(0, Math.floor((bytes.length * tenth) / 10)))
      expect(await said(inArchive(path))).toMatch(/^The archive cannot be read: ./)
    },
  )

  it.each<[string, () => string, RegExp]>([
    ['a zip called tar', () => copy('whole.zip', 'is-zip.tar'), /^$/],
    ['a tar called zip', () => copy('whole.tar', 'is-tar.zip'), /^$/],
    ['a gzipped tar called tar', () => copy('whole.tar.gz', 'is-gz.tar'), /^$/],
    ['a picture called zip', () => copy('ships/ship/0000.ppm', 'picture.zip'), /neither a zip nor a tar/],
    ['a gzipped text', () => write('text.tgz', gzipSync('hello '.repeat(999))), /cannot be read/],
    ['an empty gzip', () => write('empty.tgz', gzipSync('')), /cannot be read/],
    ['zeros alone', () => write('zeros.tar', Buffer.alloc(10_240)), /neither a zip nor a tar/],
    ['an empty zip', () => made(zip, 'empty.zip', '  pass'), /at least two classes.*none/],
    ['an empty tar', () => made(tar, 'empty.tar', '  pass'), /neither a zip nor a tar/],
    ['one class alone', () => made(zip, 'one.zip', `  z.write('ships/ship/0000.ppm', 'a/0.ppm')`), /only one, "a"/],
    ['files in no folder', () => made(zip, 'flat.zip', `  z.write('ships/ship/0000.ppm', '0.ppm')`), /none/],
    [
      'a zip of zeros',
      () => made(zip, 'bomb.zip', `  for n in range(6): z.writestr('%s/%d.png' % ('ab'[n % 2], n), bytes(60 << 20))`),
      /more than 200 times/,
    ],
    [
      'a zip that lies about sizes',
      () => {
        const path = copy('whole.zip', 'lies.zip')
        const bytes = readFileSync(path)
        const at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1')
        bytes.writeUInt32LE(1, at + 24)
        return write('lies.zip', bytes)
      },
      /cannot be read/,
    ],
    [
      'a nested zip bomb of names',
      () => made(zip, 'names.zip', `  for n in range(3): z.writestr('a/' * 600 + '%d.png' % n, b'x')`),
      /none/,
    ],
    [
      'an encrypted zip',
      () => {
        const bytes = readFileSync(copy('whole.zip', 'locked.zip'))
        const entry = 'PK\u0001\u0002'
        for (let at = bytes.indexOf(entry); at >= 0; at = bytes.indexOf(entry, at + 4)) bytes[at + 8] = 1
        return write('locked.zip', bytes)
      },
      /none|cannot be read/,
    ],
  ])('%s', async (_, make, expected) => {
    expect((await said(inArchive(make()))) ?? '').toMatch(expected)
  })

  it('a tar of sparse promises holds no more than it says', async () => {
    const path = copy('whole.tar', 'long.tar')
    truncateSync(path, readFileSync(path).length + 2 ** 20)
    expect(await said(inArchive(path))).toBeUndefined()
  })

  it.each<[string, (name: string) => string, string]>([
    ['../climbs.png', literal, 'its path climbs out of the archive'],
    ['a/../../climbs.png', literal, 'its path climbs out of the archive'],
    ['/etc/whole.png', literal, 'its path is whole, not below the archive'],
    ['C:\\windows.png', literal, 'its path is whole, not below the archive'],
    ['a/back\\slash.png', literal, 'its path holds a backslash'],
    ['a/page.html', literal, 'not an image file name'],
    ['a/link.png', name => `tarfile.TarInfo('${name}')|i.type = tarfile.SYMTYPE; i.linkname = '/etc/passwd'`, 'links'],
    ['a/hard.png', name => `tarfile.TarInfo('${name}')|i.type = tarfile.LNKTYPE; i.linkname = 'a/0.ppm'`, 'links'],
    ['a/pipe.png', name => `tarfile.TarInfo('${name}')|i.type = tarfile.FIFOTYPE`, 'not a file'],
    ['a/device.png', name => `tarfile.TarInfo('${name}')|i.type = tarfile.BLKTYPE`, 'not a file'],
    // Read as far as a decoder could: the bytes are no picture, the names are names.
    ...[
      'a/line\nbreak.png',
      'a/корабль.png',
      'a/船.png',
      'a/سفينة.png',
      'a/🚢.png',
      'a/\'quote".png',
      'a/%2e%2e.png',
    ].map(name => [name, literal, 'not an image'] as [string, typeof literal, string]),
  ])('the member %j', async (name, make, reason) => {
    const [info, more = 'pass'] = make(name).split('|')
    const lines = [
      `  for c in 'ab':`,
      `    for n in range(2): t.add('ships/ship/000%d.ppm' % n, '%s/%d.ppm' % (c, n))`,
      `  i = ${info}`,
      `  ${more}`,
      `  i.size = 0 if i.type != tarfile.REGTYPE else 5`,
      `  t.addfile(i, io.BytesIO(b'hello'))`,
    ]
    tar(file('member.tar'), lines.join('\n'))
    const reasons = await rejected(inArchive(file('member.tar')))
    expect(Object.values(reasons)).toEqual([expect.stringContaining(reason)])
  })
})

describe('lists', () => {
  const text = (value: string) => ({ of: { $case: 'text' as const, value } })
  const at = (value: string) => ({ of: { $case: 'path' as const, value } })
  type List = ReturnType<typeof text> | ReturnType<typeof at> | undefined
  const lists = (train: List, labels: List | null = text('a\nb'), imageFolder = file('ships')): Source => ({
    from: {
      $case: 'lists',
      value: {
        train,
        labels: labels ?? undefined,
        validation: undefined,
        test: undefined,
        imageFolder,
        keepsOrder: false,
      },
    },
  })
  const good = ['no ship', 'ship'].flatMap((name, label) =>
    Array.from({ length: 4 }, (_, n) => `${name}/000${n}.ppm ${label}`),
  )

  it.each<[string, () => Source, RegExp]>([
    ['an empty list', () => lists(at(write('empty.txt', ''))), /no.*image/i],
    ['a blank list', () => lists(at(write('blank.txt', '\n \n\t\n'))), /no.*image/i],
    ['no list', () => lists(undefined), /training list is missing/],
    ['a folder for a list', () => lists(at(file('ships'))), /is not a file/],
    ['a list outside', () => lists(at('/etc/hosts')), /outside the folders open/],
    ['a link that leads outside', () => lists(at(link('out.txt', '/etc/hosts'))), /outside the folders open/],
    ['a hidden list', () => lists(at(write('.hidden.txt', ''))), /hidden/],
    ['a path with a zero byte', () => lists(at(`${file('x')}\u0000.txt`)), /There is no file/],
    ['a picture for a list', () => lists(at(file('ships/ship/0000.ppm'))), /no.*image/i],
    ['no labels', () => lists(text(good.join('\n')), null), /file of labels is missing/],
    ['one label', () => lists(text(good.join('\n')), text('a')), /at least two classes/],
    ['a label twice', () => lists(text(good.join('\n')), text('a\na')), /"a" stands there twice/],
    ['a blank label', () => lists(text(good.join('\n')), text('a\n\nb')), /line 2 of the labels is blank/],
    ['a label that is no name', () => lists(text(good.join('\n')), text('a\nb\u0007')), /no name/],
    ['too much text', () => lists(text('x'.repeat(2 ** 20 + 1))), /at most 1,048,576/],
    ['no such image folder', () => lists(text(good.join('\n')), undefined, file('none')), /There is no folder/],
    ['an image folder outside', () => lists(text(good.join('\n')), undefined, '/etc'), /outside the folders open/],
  ])('%s', async (_, make, expected) => {
    expect((await said(make())) ?? '').toMatch(expected)
  })

  it.each<[string, string]>([
    ['ship/0005.ppm', 'a line is a path'],
    ['ship/0005.ppm one', 'ends with "one"'],
    ['ship/0005.ppm -1', 'ends with "-1"'],
    ['ship/0005.ppm 1.0', 'ends with "1.0"'],
    ['ship/0005.ppm 2', 'there is no label 2'],
    ['ship/0005.ppm 99999999999', 'not with the number of a label'],
    ['../../../../etc/passwd.png 1', 'outside the data root'],
    ['/etc/passwd.png 1', 'outside the data root'],
    ['/proc/self/environ.png 1', 'outside the data root'],
    ['ship 1', 'not an image file name'],
    ['ship/none.png 1', 'there is no such file'],
    ['folder.png 1', 'not a file'],
    ['loop.png 1', 'its link leads nowhere'],
    ['out.png 1', 'its link leads outside the data root'],
    ['ship/bell\u0007.png 1', 'control character'],
    ['ship/корабль 船.png 1', 'there is no such file'],
    [`${'long/'.repeat(900)}x.png 1`, 'longer than 4096'],
    ['file:///etc/passwd.png 1', 'only http:// and https://'],
    ['javascript://x.png 1', 'only http:// and https://'],
  ])('the line %j', async (line, reason) => {
    mkdirSync(file('ships/folder.png'), { recursive: true })
    for (const [name, to] of [
      ['loop.png', file('ships/loop.png')],
      ['out.png', '/etc/hostname'],
    ] as const)
      if (!readdirSync(file('ships')).includes(name)) symlinkSync(to, file(`ships/${name}`))
    const reasons = await rejected(lists(text([...good, line].join('\n'))))
    expect(Object.keys(reasons)).toEqual([expect.stringContaining('train list, line 9: ')])
    expect(Object.values(reasons)).toEqual([expect.stringContaining(reason)])
  })

  it('every script and a byte-order mark', async () => {
    const names = ['корабль', '船', 'سفينة', 'जहाज', '🚢', 'é', ' two  spaces ']
    for (const [n, name] of names.entries()) drawPicture(file(`ships/${name}.ppm`), n)
    const lines = names.map(name => `${name}.ppm 1`)
    // Blanks before a path are no part of it.
    expect(
      Object.keys(await rejected(lists(at(write('all.txt', `\uFEFF${[...good, ...lines].join('\r\n')}`))))),
    ).toEqual([expect.stringContaining('two  spaces')])
  })
})

it('leaves nothing behind', async () => {
  // Those that failed have nothing but their row.
  const failed = await service.sql("SELECT id FROM dataset WHERE state = 'FAILED'")
  expect(failed.length).toBeGreaterThan(40)
  const keys = await service.keys(`${PROJECT}/datasets/`)
  expect(keys.filter(key => failed.some(({ id }) => key.includes(id)))).toEqual([])
  await service.sql("UPDATE dataset SET deleted_at = now() - interval '2 minutes'")
  await until('all objects to be gone', async () => ((await service.keys(PROJECT)).length === 0 ? true : undefined))
  expect(
    await service.sql('SELECT 1 FROM source UNION ALL SELECT 1 FROM upload UNION ALL SELECT 1 FROM shard'),
  ).toEqual([])
  await service.end()
  expect(readdirSync(join(service.env.FOVEA_WORK_DIR, 'datasets'))).toEqual([])
})

const literal = (name: string) => `tarfile.TarInfo(${JSON.stringify(name)})`

function write(name: string, bytes: string | Buffer): string {
  writeFileSync(file(name), bytes)
  return file(name)
}

const copy = (from: string, to: string) => write(to, readFileSync(file(from)))

function link(name: string, to: string): string {
  symlinkSync(to, file(name))
  return file(name)
}

function made(pack: typeof zip, name: string, script: string): string {
  pack(file(name), script)
  return file(name)
}
