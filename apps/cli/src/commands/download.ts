import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { type Command, Option } from 'commander'
import { download } from '../api.js'
import { findRun, pickSnapshot, projectId } from '../find.js'
import type { RunPartsFragment } from '../gen/graphql.js'
import { number } from '../numbers.js'
import { EXIT, Failure } from '../outcome.js'
import type { Output } from '../output.js'

/** Where each file lies below the project. */
const ofRun = {
  network: (run: RunPartsFragment) => `models/${run.model?.id}/network.prototxt`,
  normalised: ({ id }: RunPartsFragment) => `runs/${id}/normalised.prototxt`,
  deploy: ({ id }: RunPartsFragment) => `runs/${id}/deploy.prototxt`,
  solver: ({ id }: RunPartsFragment) => `runs/${id}/solver.prototxt`,
  pytorch: ({ id }: RunPartsFragment) => `runs/${id}/network.py`,
  labels: ({ id }: RunPartsFragment) => `runs/${id}/labels.txt`,
  mean: ({ id }: RunPartsFragment) => `runs/${id}/mean.safetensors`,
  log: ({ id }: RunPartsFragment) => `runs/${id}/log.txt`,
  points: ({ id }: RunPartsFragment) => `runs/${id}/points.csv`,
} as const
const ofSnapshot = { onnx: 'network.onnx', weights: 'weights.safetensors', all: 'all.zip' } as const

type OfRun = keyof typeof ofRun
type What = OfRun | keyof typeof ofSnapshot

const isOfRun = (what: What): what is OfRun => Object.hasOwn(ofRun, what)

interface DownloadOptions {
  what: What
  snapshot?: number
  output: string
}

export function addDownloadCommand(program: Command, output: () => Output): void {
  program
    .command('download <run>')
    .description('take a run’s network, weights or figures away; a model’s name means its newest run')
    .addOption(
      new Option('--what <file>', 'which file')
        .choices([...Object.keys(ofRun), ...Object.keys(ofSnapshot)])
        .makeOptionMandatory(),
    )
    .option('--snapshot <epoch>', 'of onnx, weights and all: which snapshot; the best where nothing is said', number)
    .requiredOption('-o, --output <file>', 'where to write')
    .action(async (text: string, { what, snapshot, output: to }: DownloadOptions) => {
      if (snapshot !== undefined && isOfRun(what))
        throw new Failure(`--snapshot means nothing for ${what}, which is of the whole run.`, EXIT.usage, {
          code: 'usage',
        })
      const run = await findRun(text)
      const path = isOfRun(what) ? ofRun[what](run) : `snapshots/${pickSnapshot(run, snapshot)}/${ofSnapshot[what]}`
      const bytes = await save(`/media/${await projectId()}/${path}`, to)
      output().result({ run: run.name, what, file: to, bytes }, [`${to}: ${bytes} bytes`])
    })
}

/** Under another name until it is whole: what bears the name can be trusted. */
async function save(path: string, to: string): Promise<number> {
  const part = `${to}.part`
  try {
    await pipeline(download(path), createWriteStream(part))
    await rename(part, to)
  } catch (error) {
    await rm(part, { force: true })
    const code = (error as NodeJS.ErrnoException).syscall
    throw code === undefined ? error : new Failure(`${to} cannot be written: ${(error as Error).message}.`)
  }
  return (await stat(to)).size
}
