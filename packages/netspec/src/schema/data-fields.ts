import { type FieldTable, ignored, int, ints, messages } from './fields.ts'

const count = () => int({ min: 1 })
const anySource = { source: ignored(), rand_skip: ignored(), shuffle: ignored() }
const oldTransforms = { scale: ignored(), mean_file: ignored(), crop_size: ignored(), mirror: ignored() }

/**
 * Messages of layers that stand for the dataset. Where images come from is the dataset's matter; only how many stand in a
 * batch and how large they are is read, to show shapes as the text has them.
 */
export const dataMessages = {
  data_param: {
    ...anySource,
    ...oldTransforms,
    batch_size: count(),
    backend: ignored(),
    force_encoded_color: ignored(),
    prefetch: ignored(),
  },
  image_data_param: {
    ...anySource,
    ...oldTransforms,
    batch_size: count(),
    new_height: ignored(),
    new_width: ignored(),
    is_color: ignored(),
    root_folder: ignored(),
  },
  memory_data_param: { batch_size: count(), channels: count(), height: count(), width: count() },
  input_param: { shape: messages({ dim: ints({ min: 1 }) }) },
} satisfies Readonly<Record<string, FieldTable>>
