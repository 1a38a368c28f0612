import type { ObjectStore } from '@fovea/service-kit'

/** `bytes` bytes of an object from `offset` on. */
export async function readRange(objects: ObjectStore, key: string, offset: number, bytes: number): Promise<Buffer> {
  if (bytes === 0) return Buffer.alloc(0)
  const chunks: Buffer[] = []
  for await (const chunk of await objects.getRange(key, offset, bytes)) chunks.push(chunk as Buffer)
  const read = Buffer.concat(chunks)
  if (read.length !== bytes) throw new Error(`${key} has ${read.length} bytes from ${offset} on; expected ${bytes}`)
  return read
}
