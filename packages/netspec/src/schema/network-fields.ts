import { bool, choice, float, floats, ignored, int, ints, message, messages, string, strings } from './fields.ts'

const rule = {
  phase: choice(['TRAIN', 'TEST']),
  stage: strings(),
  not_stage: strings(),
  min_level: int(),
  max_level: int(),
}

export const transformFields = {
  scale: float(1),
  mirror: bool(false),
  crop_size: int({ default: 0, min: 0 }),
  mean_file: string(),
  mean_value: floats(),
  force_color: ignored(),
  force_gray: ignored(),
}

/** What every layer has, whatever its type. */
export const layerFields = {
  name: string(),
  type: string(),
  bottom: strings(),
  top: strings(),
  phase: choice(['TRAIN', 'TEST']),
  loss_weight: floats(),
  param: messages({
    name: string(),
    share_mode: choice(['STRICT', 'PERMISSIVE'], 'STRICT'),
    lr_mult: float(1, { min: 0 }),
    decay_mult: float(1, { min: 0 }),
  }),
  include: messages(rule),
  exclude: messages(rule),
  transform_param: message(transformFields),
  propagate_down: ignored(),
}

/** Messages of layers that only say where data comes from, or that repeat what the layer's own message says. */
export const ignoredMessages: readonly string[] = [
  'data_param',
  'image_data_param',
  'memory_data_param',
  'input_param',
  'hdf5_data_param',
  'softmax_param',
  'loss_param',
]

/** The network's own fields beside its layers. */
export const networkFields = {
  name: string(),
  input: strings(),
  input_dim: ints(),
  input_shape: ignored(),
  force_backward: ignored(),
  debug_info: ignored(),
  state: ignored(),
}
