import { createHash } from 'node:crypto'
import { z } from 'zod'

/** A file of the dataset: its key below the dataset's folder, `<algorithm>:<hexadecimal digits>`, bytes. Version 1 has `sha256` in place of `hash`. */
const file = z.object({
  key: z.string(),
  hash: z.string().optional(),
  sha256: z.string().optional(),
  bytes: z.int().min(0),
})

function withHash<T extends z.infer<typeof file>>({ sha256, hash = `sha256:${sha256}`, ...rest }: T) {
  return { ...rest, hash }
}

const manifest = z.object({
  version: z.union([z.literal(1), z.literal(2)], 'this version is not known here; update Fovea'),
  classes: z.array(z.string()),
  recipe: z.object({ encoding: z.enum(['raw', 'jpeg', 'png']), fastDecoding: z.boolean() }),
  splits: z.record(
    z.enum(['train', 'val', 'test']),
    z.object({ count: z.int().min(0), shards: z.array(file.transform(withHash)) }),
  ),
  mean: file.extend({ pixel: z.array(z.number()) }).transform(withHash),
})

/** What services read of a dataset's `manifest.json`: docs/contracts.md. */
export type Manifest = z.infer<typeof manifest>

/** A manifest of any version there has been. Throws a ZodError for anything else, a SyntaxError for no JSON. */
export const readManifest = (json: string): Manifest => manifest.parse(JSON.parse(json))

/** Throws unless a file is the one that the manifest names; for those that are hashed by SHA-256, as the mean is. */
export function checkFile(bytes: Buffer, { key, hash }: { key: string; hash: string }): void {
  if (`sha256:${createHash('sha256').update(bytes).digest('hex')}` !== hash)
    throw new Error(`${key} is not the file that the manifest names`)
}
