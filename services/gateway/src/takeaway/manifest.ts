import { z } from 'zod'

/** What a download reads of a dataset's manifest: docs/contracts.md. */
const manifest = z.object({
  version: z.union([z.literal(1), z.literal(2)], 'this version is not known here; update Fovea'),
  classes: z.array(z.string()),
  recipe: z.object({ encoding: z.enum(['raw', 'jpeg', 'png']), fastDecoding: z.boolean() }),
  mean: z
    .object({
      key: z.string(),
      hash: z.string().optional(),
      sha256: z.string().optional(),
      bytes: z.number(),
      pixel: z.array(z.number()),
    })
    // Version 1 has `sha256` in place of `hash`.
    .transform(({ sha256, hash = `sha256:${sha256}`, ...mean }) => ({ ...mean, hash })),
})

export type Manifest = z.infer<typeof manifest>

export const readManifest = (json: string): Manifest => manifest.parse(JSON.parse(json))
