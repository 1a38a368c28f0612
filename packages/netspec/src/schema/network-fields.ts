import { bool, bools, choice, float, floats, ignored, int, message, messages, string, strings } from './fields.ts'

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
  /** Read apart, since old texts give it as a word. */
  type: ignored(),
  bottom: strings(),
  top: strings(),
  phase: choice(['TRAIN', 'TEST']),
  loss_weight: floats(),
  param: messages({
    name: string(),
    share_mode: choice(['STRICT', 'PERMISSIVE'], 'STRICT'),
    lr_mult: float(undefined, { min: 0 }),
    decay_mult: float(undefined, { min: 0 }),
  }),
  include: messages(rule),
  exclude: messages(rule),
  transform_param: message(transformFields),
  propagate_down: bools(),
}

/** Messages that any layer may have without effect: they repeat what the layer's own message says. */
export const ignoredMessages: readonly string[] = ['hdf5_data_param', 'softmax_param', 'loss_param']

/** The network's own fields beside its layers. */
export const networkFields = {
  name: string(),
  force_backward: ignored(),
  debug_info: ignored(),
  state: ignored(),
  layer: ignored(),
}
