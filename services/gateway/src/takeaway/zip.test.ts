import { crc32, inflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type ZipEntry, zip } from './zip.js'

async function* chunks(...parts: Uint8Array[]) {
  yield* parts
}

async function whole(entries: ZipEntry[], time = new Date('2026-11-27T12:34:57Z')): Promise<Buffer> {
  async function* each() {
    yield* entries
  }
  const parts: Uint8Array[] = []
  for await (const part of zip(each(), time)) parts.push(part)
  return Buffer.concat(parts)
}

/** Reads the list at the end, and each entry where the list says it is, as unpackers do. */
function read(file: Buffer) {
  const end = file.length - 22
  expect(file.readUInt32LE(end)).toBe(0x0605_4b50)
  const files = new Map<string, Buffer>()
  let at = file.readUInt32LE(end + 16)
  expect(at + file.readUInt32LE(end + 12)).toBe(end)
  for (let i = 0; i < file.readUInt16LE(end + 10); i++) {
    const [crc = 0, packed = 0, bytes = 0] = [16, 20, 24].map(place => file.readUInt32LE(at + place))
    const nameBytes = file.readUInt16LE(at + 28)
    const start = file.readUInt32LE(at + 42)
    const name = file.toString('utf8', at + 46, at + 46 + nameBytes)
    expect(file.readUInt32LE(start)).toBe(0x0403_4b50)
    expect(file.toString('utf8', start + 30, start + 30 + nameBytes)).toBe(name)
    const content = inflateRawSync(file.subarray(start + 30 + nameBytes, start + 30 + nameBytes + packed))
    expect([content.length, crc32(content)]).toEqual([bytes, crc])
    files.set(name, content)
    at += 46 + nameBytes
  }
  return files
}

describe('a zip archive', () => {
  it('gives back what came in, in whatever pieces it came', async () => {
    const text = Buffer.from('many times the same, '.repeat(5000))
    const noise = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, i) => (i * i * 31) >> 3))
    const file = await whole([
      { name: 'Größe.txt', body: chunks(text.subarray(0, 7), text.subarray(7)), isText: true },
      {
        name: 'weights',
        body: chunks(...Array.from({ length: 30 }, (_, i) => noise.subarray(i * 10_000, (i + 1) * 10_000))),
        isText: false,
      },
      { name: 'empty', body: chunks(), isText: true },
    ])
    const files = read(file)
    expect([...files.keys()]).toEqual(['Größe.txt', 'weights', 'empty'])
    expect(files.get('Größe.txt')?.equals(text)).toBe(true)
    expect(files.get('weights')?.equals(noise)).toBe(true)
    expect(file.length).toBeLessThan(noise.length + 2000)
  })

  it('is the same for the same content and time', async () => {
    const entry = () => [{ name: 'a', body: chunks(Buffer.from('b')), isText: true }]
    expect((await whole(entry())).equals(await whole(entry()))).toBe(true)
  })

  it('lets go of an entry when nobody reads on', async () => {
    let isClosed = false
    async function* endless() {
      try {
        for (;;) yield Buffer.alloc(100_000, 1)
      } finally {
        isClosed = true
      }
    }
    async function* each() {
      yield { name: 'a', body: endless(), isText: false }
    }
    let seen = 0
    for await (const part of zip(each(), new Date())) {
      seen += part.length
      if (seen > 1_000_000) break
    }
    await expect.poll(() => isClosed).toBe(true)
  })

  it('fails where an entry fails, and does not end as if whole', async () => {
    async function* broken() {
      yield Buffer.from('a')
      throw new Error('the store is away')
    }
    await expect(whole([{ name: 'a', body: broken(), isText: true }])).rejects.toThrow('the store is away')
  })
})
