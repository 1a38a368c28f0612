/** What somebody asks of the platform; names of folders and files are those of `folders.ts`. */
export type Ask =
  | { kind: 'build'; folder: string; name?: string; val?: number; test?: number }
  | { kind: 'train'; network: string | { text: string }; name?: string; rate?: number }
  | { kind: 'classify'; file: 'text' | 'truncated' | 'good' | 'missing'; snapshot?: 'missing' }
  | { kind: 'delete'; dataset: 'used' }
  | { kind: 'find'; what: 'dataset' | 'model' | 'run' }

/** What one way in must show, beside the text: where the fault is, and how it ends. A way that is left out does not know the case. */
export interface Case {
  name: string
  ask: Ask
  /** In the answer of every way. */
  text: RegExp
  api?: { code?: string; field?: string | null; names?: string[]; at?: string }
  cli?: { exit: 0 | 1 | 2 | 3; code?: string; field?: string | null; names?: string[]; at?: string }
  /** `field`: label of the field that is marked, or null for a notice beside no field. */
  page?: { field?: string | null; at?: string }
  /** Tables in which rows stay, since the thing asked for exists and says itself what is wrong with it. */
  leaves?: string[]
  /** What objects that stay are; none where nothing is said. */
  objects?: RegExp
}

const IMAGES = 'layer { name: "images" type: "Data" top: "data" top: "label" }\n'
const SCORES =
  'layer { name: "scores" type: "InnerProduct" bottom: "BOTTOM" top: "scores" inner_product_param { weight_filler { type: "xavier" } } }\n' +
  'layer { name: "loss" type: "SoftmaxWithLoss" bottom: "scores" bottom: "label" top: "loss" }\n'
const scores = (bottom: string) => SCORES.replace('BOTTOM', bottom)

const convolution = (type: string, side: number) =>
  `layer { name: "conv" type: "${type}" bottom: "data" top: "conv" ` +
  `convolution_param { num_output: 4 kernel_size: ${side} weight_filler { type: "xavier" } } }\n`

const TOO_LARGE = { text: IMAGES + convolution('Convolution', 51) + scores('conv') }
const UNKNOWN_LAYER = { text: IMAGES + convolution('Convolutoin', 3) + scores('conv') }
const UNCLOSED = { text: `${IMAGES + scores('data')}layer {\n  name: "late"\n` }

const refused = (code: string, field: string | null, names?: string[]) => ({
  api: { code, field, names },
  cli: { exit: 1 as const, code, field, names },
})
const faulty = (at: string) => ({ api: { at }, cli: { exit: 1 as const, at }, page: { at } })
const picture = (code: string) => ({
  api: { code, field: 'image' },
  cli: { exit: 1 as const, code },
  page: { field: null },
  objects: /\/uploads\//,
})

const A_RUN = ['jobs.attempt', 'jobs.log_chunk', 'jobs.point_chunk', 'jobs.run', 'jobs.run_counter', 'jobs.run_history']

export const cases: Case[] = [
  {
    name: 'a missing folder',
    ask: { kind: 'build', folder: 'nowhere' },
    text: /There is no folder \S+\/nowhere\./,
    ...refused('folder-missing', 'folder'),
    page: { field: 'Folder' },
  },
  {
    name: 'a path outside the data roots',
    ask: { kind: 'build', folder: 'outside' },
    text: /is outside the folders open to datasets/,
    ...refused('outside-data-roots', 'folder'),
    page: { field: 'Folder' },
  },
  {
    // The command line makes a path whole before it sends it; what arrives is the plain one.
    name: 'a path outside the data roots through ..',
    ask: { kind: 'build', folder: 'dots' },
    text: /is outside the folders open to datasets/,
    ...refused('outside-data-roots', 'folder'),
    page: { field: 'Folder' },
  },
  {
    name: 'a path outside the data roots through a symbolic link',
    ask: { kind: 'build', folder: 'link' },
    text: /\/link is outside the folders open to datasets\. It leads to /,
    ...refused('outside-data-roots', 'folder'),
    page: { field: 'Folder' },
  },
  {
    name: 'one class only',
    ask: { kind: 'build', folder: 'one-class' },
    text: /needs at least two classes, .* has only one, "bright"/,
    ...refused('one-class', 'folder', ['bright']),
    page: { field: 'Folder' },
  },
  {
    name: 'an empty class',
    ask: { kind: 'build', folder: 'empty-class' },
    text: /no image file in the class "grey"/,
    ...refused('empty-class', 'folder', ['grey']),
    page: { field: 'Folder' },
  },
  {
    // The page's bar cannot be drawn over 100.
    name: 'validation and test over 100 %',
    ask: { kind: 'build', folder: 'good', val: 70, test: 40 },
    text: /70 % for validation and 40 % for testing make 110 %/,
    ...refused('split-over-100', 'recipe.validationPercent'),
  },
  {
    name: 'a name that is taken',
    ask: { kind: 'build', folder: 'good', name: 'used' },
    text: /There is already a dataset "used"/,
    ...refused('name-taken', 'name', ['used']),
    page: { field: 'Name' },
  },
  {
    name: 'a dataset without a name',
    ask: { kind: 'build', folder: 'good', name: ' ' },
    text: /(has no name|Give the dataset a name)\./,
    ...refused('name-empty', 'name'),
    page: { field: 'Name' },
  },
  {
    name: 'no image among many files',
    ask: { kind: 'build', folder: 'all-broken', name: 'all broken' },
    text: /None of the 6 images could be read\./,
    api: {},
    cli: { exit: 1 },
    page: { field: null },
    leaves: ['datasets.dataset', 'datasets.shard', 'datasets.source'],
    objects: /\/sources\//,
  },
  {
    name: 'broken files among images: text, a truncated and a giant picture',
    ask: { kind: 'build', folder: 'some-broken', name: 'some broken' },
    text: /bright\/giant\.png.*too large: 30000×30000[\s\S]*dark\/cut\.jpg.*truncated[\s\S]*dark\/letter\.png.*not an image/,
    api: {},
    cli: { exit: 0 },
    page: {},
    leaves: ['datasets.dataset', 'datasets.shard', 'datasets.source'],
    objects: /\/(sources|datasets)\//,
  },
  {
    name: 'a network larger than its images',
    ask: { kind: 'train', network: TOO_LARGE },
    text: /does not fit images of 28×28: conv needs a window of 51×51/,
    ...faulty('2:103'),
  },
  {
    name: 'a syntax error in a network',
    ask: { kind: 'train', network: UNCLOSED },
    text: /This \{ is never closed\./,
    ...faulty('4:7'),
  },
  {
    name: 'an unknown layer, with the nearest name',
    ask: { kind: 'train', network: UNKNOWN_LAYER },
    text: /no layer type Convolutoin[\s\S]*Did you mean Convolution\?/,
    ...faulty('2:28'),
  },
  {
    // The page offers only those that there are.
    name: 'an unknown standard network',
    ask: { kind: 'train', network: 'lenett' },
    text: /No network named lenett comes with Fovea/,
    ...refused('network', 'network.standard'),
  },
  {
    name: 'a model whose name is taken',
    ask: { kind: 'train', network: 'lenet', name: 'user' },
    text: /There is a model named user already/,
    ...refused('name-taken', 'name', ['user']),
    page: { field: 'Name' },
  },
  {
    name: 'a model without a name',
    ask: { kind: 'train', network: 'lenet', name: ' ' },
    text: /(A model needs a name|Give the model a name)/,
    ...refused('name', 'name'),
    page: { field: 'Name' },
  },
  {
    name: 'a learning rate that is none',
    ask: { kind: 'train', network: 'lenet', name: 'negative', rate: -1 },
    text: /-1 is no learning rate|learning rate: give a number above/,
    ...refused('solver', 'solver.baseRate'),
    page: { field: 'Learning rate' },
  },
  {
    name: 'a learning rate with which the loss is no number',
    ask: { kind: 'train', network: 'lenet', name: 'diverging', rate: 1e6 },
    text: /no longer a (finite )?number|not a (finite )?number|diverged[\s\S]*[Ll]ower the learning rate/,
    api: { code: 'diverged' },
    cli: { exit: 1, code: 'diverged' },
    page: { field: null },
    leaves: ['models.model', 'models.dataset_hold', 'datasets.hold', 'jobs.series', ...A_RUN],
    objects: /\/runs\/[^/]+\/graph\.onnx$/,
  },
  {
    name: 'deleting a dataset that a model uses',
    ask: { kind: 'delete', dataset: 'used' },
    text: /used by the model(s)? .*"user"/,
    ...refused('in-use', null),
    page: { field: null },
  },
  {
    name: 'a text file to classify',
    ask: { kind: 'classify', file: 'text' },
    text: /not an image/,
    ...picture('not-an-image'),
  },
  {
    name: 'a truncated picture to classify',
    ask: { kind: 'classify', file: 'truncated' },
    text: /truncated/,
    ...picture('truncated'),
  },
  {
    name: 'a snapshot that is not there',
    ask: { kind: 'classify', file: 'good', snapshot: 'missing' },
    text: /no longer there|has no snapshot of epoch 77/,
    api: { code: 'snapshot-gone', field: 'snapshotId' },
    cli: { exit: 3, code: 'not-found' },
    objects: /\/uploads\//,
  },
  {
    name: 'a file to classify that is not there',
    ask: { kind: 'classify', file: 'missing' },
    text: /cannot be read|no longer there/,
    api: { code: 'upload-gone', field: 'uploadId' },
    cli: { exit: 3, code: 'file-missing' },
  },
  ...(['dataset', 'model', 'run'] as const).map(what => ({
    name: `an unknown ${what}`,
    ask: { kind: 'find' as const, what },
    text: new RegExp(`There is no (such )?${what}|This ${what} is not here|^null$`),
    api: {},
    cli: { exit: 3 as const, code: 'not-found' },
    page: {},
  })),
]
