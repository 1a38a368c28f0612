import { resolve } from 'node:path'
import type { Command } from 'commander'
import { sendArchive } from './archive-upload.js'
import { bucketSettings } from './config.js'
import type { RecipeOptions } from './dataset-recipe.js'
import type { DatasetPartsFragment, S3SourceInput, SourceInput } from './gen/graphql.js'
import { EXIT, Failure } from './outcome.js'
import type { Output } from './output.js'

export interface SourceOptions {
  folder?: string
  valFolder?: string
  testFolder?: string
  list?: string
  valList?: string
  testList?: string
  labels?: string
  prefix?: string
  shuffle: boolean
  archive?: string
  s3?: string
  endpoint?: string
  region?: string
  from?: string
}

/** Where the images come from: one of --folder, --list, --archive, --s3, --from. */
export const addSourceOptions = (command: Command) =>
  command
    .option('--folder <dir>', 'folder (or archive) on the server, below a data root: one sub-folder a class')
    .option('--val-folder <dir>', 'with --folder: a folder of its own for validation')
    .option('--test-folder <dir>', 'with --folder: a folder of its own for testing')
    .option('--list <file>', 'list on the server of lines "path label-number"')
    .option('--val-list <file>', 'with --list: the same for validation')
    .option('--test-list <file>', 'with --list: the same for testing')
    .option('--labels <file>', 'with --list: line i names label i - 1')
    .option('--prefix <dir>', 'with --list: where relative paths begin; otherwise beside the list')
    .option('--no-shuffle', 'with --list: keep the order of the lists')
    .option('--archive <file>', 'zip, tar or tar.gz of this machine with one folder a class; it is sent piece by piece')
    .option(
      '--s3 <url>',
      's3://bucket/folder with one folder a class; its keys are read from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
    )
    .option('--endpoint <url>', 'with --s3: the server (AWS_ENDPOINT_URL); otherwise that of Amazon')
    .option('--region <name>', 'with --s3: the region of the bucket (AWS_REGION); otherwise us-east-1')
    .option(
      '--from <dataset>',
      'the source of another dataset, by id or name; its recipe, changed by the options given',
    )

const ARCHIVE = /\.(zip|tar|tgz|tar\.gz)$/i

/** The option that names what a refusal speaks of. */
const OPTIONS: Record<string, string> = {
  folder: '--folder',
  validationFolder: '--val-folder',
  testFolder: '--test-folder',
  'source.archive.path': '--folder',
  'source.lists.train': '--list',
  'source.lists.validation': '--val-list',
  'source.lists.test': '--test-list',
  'source.lists.labels': '--labels',
  'source.lists.imageFolder': '--prefix',
  'source.upload.uploadId': '--archive',
  'source.s3.url': '--s3',
  'source.s3.endpoint': '--endpoint',
  'source.s3.region': '--region',
  'source.s3.accessKey': 'AWS_ACCESS_KEY_ID',
  'source.s3.secretKey': 'AWS_SECRET_ACCESS_KEY',
  'source.dataset.dataset': '--from',
}

export const optionOf = (field: string | null | undefined) => OPTIONS[field ?? '']

const usage = (message: string) => new Failure(message, EXIT.usage, { code: 'usage' })

/** What the options name as the source; `from` is the dataset of --from. */
export async function sourceOf(
  options: SourceOptions & RecipeOptions,
  from: DatasetPartsFragment | undefined,
  output: Output,
): Promise<SourceInput> {
  const { folder, list, archive, s3 } = options
  const given = Object.entries({
    '--folder': folder,
    '--list': list,
    '--archive': archive,
    '--s3': s3,
    '--from': options.from,
  }).filter(([, value]) => value !== undefined)
  if (given.length !== 1) {
    const names = given.map(([name]) => name).join(' and ')
    throw usage(`Give one of --folder, --list, --archive, --s3 and --from${names && `, not ${names}`}.`)
  }
  if (from) {
    const isSplitAnew =
      options.val !== undefined || options.test !== undefined || options.recipe.validationPercent !== undefined
    return { dataset: { datasetId: from.id, dealsAnew: isSplitAnew } }
  }
  if (archive !== undefined) return { upload: { uploadId: await sendArchive(archive, output) } }
  if (s3 !== undefined) return { s3: bucketOf(s3, options) }
  if (folder !== undefined && ARCHIVE.test(folder)) return { archive: { path: resolve(folder) } }
  if (folder !== undefined) {
    const { valFolder, testFolder } = options
    return { folder: { folder: resolve(folder), validationFolder: whole(valFolder), testFolder: whole(testFolder) } }
  }
  if (list === undefined || options.labels === undefined)
    throw usage('--list needs --labels, a file of one label a line.')
  const { valList, testList, labels, prefix, shuffle } = options
  return {
    lists: {
      train: { path: resolve(list) },
      validation: valList === undefined ? null : { path: resolve(valList) },
      test: testList === undefined ? null : { path: resolve(testList) },
      labels: { path: resolve(labels) },
      imageFolder: whole(prefix),
      keepsOrder: !shuffle,
    },
  }
}

/** Keys come from the environment alone: what stands on a command line can be seen by others of the machine. */
function bucketOf(url: string, { endpoint, region }: SourceOptions): S3SourceInput {
  const { accessKey, secretKey } = bucketSettings
  if (!accessKey || !secretKey)
    throw usage('--s3 needs the keys of the bucket in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.')
  return {
    url,
    endpoint: endpoint ?? bucketSettings.endpoint ?? null,
    region: region ?? bucketSettings.region ?? 'us-east-1',
    accessKey,
    secretKey,
  }
}

const whole = (path: string | undefined) => (path === undefined ? null : resolve(path))
