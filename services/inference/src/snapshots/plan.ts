import type { Manifest } from '@fovea/service-kit'
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

/** What classifying reads of a frozen plan. */
const plan = z.object({
  version: z.literal(1, 'this version is not known here; update Fovea'),
  classes: z.int().positive(),
  input: z.object({ channels: z.int(), height: z.int(), width: z.int() }),
  preprocessing,
  outputs: z.object({ probabilities: z.string() }),
})

export type Preprocessing = z.infer<typeof preprocessing>
export type Plan = z.infer<typeof plan>
/** How the images of a dataset were decoded and kept. */
export type Keeping = Manifest['recipe']

export const readPlan = (json: string): Plan => plan.parse(JSON.parse(json))
