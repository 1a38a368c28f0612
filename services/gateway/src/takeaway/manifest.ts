import { z } from 'zod'

/** What a download reads of a dataset's manifest: docs/contracts.md. */
const manifest = z.object({
  version: z.literal(1, 'this version is not known here; update Fovea'),
  classes: z.array(z.string()),
  recipe: z.object({ encoding: z.enum(['raw', 'jpeg', 'png']), fastDecoding: z.boolean() }),
  mean: z.object({ key: z.string(), sha256: z.string(), bytes: z.number(), pixel: z.array(z.number()) }),
})

export type Manifest = z.infer<typeof manifest>

export const readManifest = (json: string): Manifest => manifest.parse(JSON.parse(json))
