import { z } from 'zod'

const preprocessing = z.object({
  height: z.int().positive(),
  width: z.int().positive(),
  channels: z.union([z.literal(1), z.literal(3)]),
  order: z.enum(['rgb', 'bgr']),
  resize: z.enum(['squash', 'crop', 'fill', 'half-crop']),
  crop: z.int().min(0),
  mean: z.enum(['none', 'image', 'pixel']),
  scale: z.number(),
})

const version = z.literal(1, 'this version is not known here; update Fovea')

/** What classifying reads of a frozen plan. */
const plan = z.object({
  version,
  classes: z.int().positive(),
  input: z.object({ channels: z.int(), height: z.int(), width: z.int() }),
  preprocessing,
  outputs: z.object({ probabilities: z.string() }),
})

/** What classifying reads of a dataset's manifest. */
const manifest = z.object({
  version: z.union([z.literal(1), z.literal(2)], 'this version is not known here; update Fovea'),
  classes: z.array(z.string()),
  recipe: z.object({ encoding: z.enum(['raw', 'jpeg', 'png']), fastDecoding: z.boolean() }),
  mean: z
    .object({
      key: z.string(),
      hash: z.string().optional(),
      sha256: z.string().optional(),
      pixel: z.array(z.number()),
    })
    // Version 1 has `sha256` in place of `hash`.
    .transform(({ sha256, hash = `sha256:${sha256}`, ...mean }) => ({ ...mean, hash })),
})

export type Preprocessing = z.infer<typeof preprocessing>
export type Plan = z.infer<typeof plan>
/** How the images of a dataset were decoded and kept. */
export type Keeping = z.infer<typeof manifest>['recipe']
export type Manifest = z.infer<typeof manifest>

export const readPlan = (json: string): Plan => plan.parse(JSON.parse(json))
export const readManifest = (json: string): Manifest => manifest.parse(JSON.parse(json))
