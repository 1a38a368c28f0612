import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 as ofZlib } from 'node:zlib'
import { expect, it } from 'vitest'
import { crc32 } from './crc32'
import { paddingAfter, TAR_END, tarHeader } from './tar'

it.each([
  ['ships/a b.png'],
  [`${'very/long/'.repeat(12)}name.png`],
  ['корабли/船 №1.png'],
  ['a'.repeat(100)],
  ['a'.repeat(101)],
  // The count of its record has one digit more than without itself.
  [`${'b'.repeat(86)}é`],
])('the tar program finds %s in what was packed', path => {
  const folder = mkdtempSync(join(tmpdir(), 'fovea-tar-'))
  try {
    const files = [path, 'ships/last.png'].map((name, n) => ({ name, bytes: Buffer.alloc(512 * n + 7, 65 + n) }))
    const parts = files.flatMap(({ name, bytes }) => [
      tarHeader(name, bytes.length),
      bytes,
      new Uint8Array(paddingAfter(bytes.length)),
    ])
    writeFileSync(join(folder, 'packed.tar'), Buffer.concat([...parts, TAR_END]))
    execFileSync('tar', ['-xf', 'packed.tar'], {
      cwd: folder,
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', NODE_ENV: 'test' },
    })
    for (const { name, bytes } of files) expect(readFileSync(join(folder, name))).toEqual(bytes)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it.each(['', 'a', '123456789', 'корабль'.repeat(999)])('the checksum is that of zip %#', text =>
  expect(crc32(Buffer.from(text))).toBe(ofZlib(text)),
)
