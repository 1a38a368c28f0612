import { bool, choice, float, ignored, int, ints, message, string, strings } from '../schema/fields.ts'

/** Fields of Caffe's SolverParameter that say how to train, with Caffe's defaults. */
const read = {
  type: string(),
  solver_type: choice(['SGD', 'NESTEROV', 'ADAGRAD', 'RMSPROP', 'ADADELTA', 'ADAM']),
  base_lr: float(undefined, { min: 0 }),
  lr_policy: string(),
  gamma: float(),
  power: float(),
  stepsize: int({ min: 1 }),
  stepvalue: ints({ min: 0 }),
  momentum: float(0, { min: 0 }),
  momentum2: float(0.999, { min: 0 }),
  rms_decay: float(0.99, { min: 0 }),
  delta: float(1e-8, { min: 0 }),
  weight_decay: float(0, { min: 0 }),
  regularization_type: string(),
  iter_size: int({ default: 1, min: 1 }),
  clip_gradients: float(-1),
  max_iter: int({ min: 1 }),
  test_interval: int({ default: 0, min: 0 }),
  snapshot: int({ default: 0, min: 0 }),
  random_seed: float(-1),
}

/** What Caffe has no field for. It stands in a line `# fovea { … }`, which Caffe takes for a comment. */
const own = {
  fovea: message({
    epochs: int({ min: 1 }),
    batch_size: int({ min: 1 }),
    warmup_percent: float(0, { min: 0, max: 100 }),
    precision: choice(['FLOAT32', 'BFLOAT16'], 'FLOAT32'),
    early_stop: int({ default: 0, min: 0 }),
    best_by: choice(['BALANCED_ACCURACY', 'ACCURACY', 'LOSS'], 'BALANCED_ACCURACY'),
    snapshot_epochs: float(undefined, { min: 0 }),
    validation_epochs: float(undefined, { min: 0 }),
    mean: choice(['NONE', 'IMAGE', 'PIXEL'], 'IMAGE'),
    scale: float(undefined, { min: 0 }),
    crop: int({ default: 0, min: 0 }),
    mirror: bool(false),
  }),
}

/** Fields that are read to say that they are not taken over. */
const told = {
  test_initialization: bool(true),
  test_compute_loss: bool(false),
  average_loss: int({ default: 1, min: 1 }),
  snapshot_after_train: bool(true),
  snapshot_diff: bool(false),
  weights: strings(),
}

/** Fields that change nothing here: paths and devices are the platform's, the whole validation set is always seen. */
const silent = {
  net: ignored(),
  train_net: ignored(),
  test_net: ignored(),
  test_iter: ignored(),
  train_state: ignored(),
  test_state: ignored(),
  display: ignored(),
  snapshot_prefix: ignored(),
  snapshot_format: ignored(),
  solver_mode: ignored(),
  device_id: ignored(),
  debug_info: ignored(),
  layer_wise_reduce: ignored(),
}

export const solverFields = { ...read, ...own, ...told, ...silent }

/** A network written inside a solver text. */
export const innerNetworks: readonly string[] = ['net_param', 'train_net_param', 'test_net_param']
