import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { ask, upload } from '../api.js'
import { Classify, CreateUpload } from '../documents.graphql.js'
import { findRun, projectId } from '../find.js'
import type { RunPartsFragment } from '../gen/graphql.js'
import { number } from '../numbers.js'
import { EXIT, expect, Failure } from '../outcome.js'
import { type Output, percent } from '../output.js'

interface Result {
  path: string
  top: { label: string; probability: number }[]
  error: { code: string; message: string } | null
}

export function addClassifyCommand(program: Command, output: () => Output): void {
  program
    .command('classify <run> <image...>')
    .description('ask a run about images; a model’s name means its newest run')
    .option('--snapshot <epoch>', 'which snapshot; the best where nothing is said', number)
    .action(async (run: string, images: string[], options: { snapshot?: number }) => {
      const snapshot = pick(await findRun(run), options.snapshot)
      const project = await projectId()
      const results: Result[] = []
      for (const path of images) results.push(await classify(project, snapshot, path))
      output().result({ results }, results.map(line))
      const failed = results.filter(({ error }) => error)
      if (failed.length > 0)
        throw new Failure(`${failed.length} of ${results.length} images could not be classified.`, exitOf(failed), {
          isShown: true,
        })
    })
}

/** Not found, when that is all that went wrong. */
const exitOf = (failed: Result[]) =>
  failed.every(({ error }) => error?.code === 'file-missing') ? EXIT.notFound : EXIT.failed

function pick({ name, snapshots }: RunPartsFragment, epoch: number | undefined): string {
  const found =
    epoch === undefined
      ? (snapshots.find(({ isBest }) => isBest) ?? snapshots.at(-1))
      : snapshots.find(snapshot => Math.abs(snapshot.epoch - epoch) < 1e-3)
  if (found) return found.id
  const epochs = snapshots.map(snapshot => snapshot.epoch).join(', ')
  const message =
    epoch === undefined
      ? `${name} has no snapshot yet.`
      : `${name} has no snapshot of epoch ${epoch}; it has ${epochs || 'none'}.`
  throw new Failure(message, EXIT.notFound, { code: 'not-found' })
}

async function classify(projectId: string, snapshotId: string, path: string): Promise<Result> {
  try {
    const bytes = await readFile(path).catch(() => {
      throw new Failure(`The file ${path} cannot be read.`, EXIT.notFound, { code: 'file-missing' })
    })
    const { createUpload } = await ask(CreateUpload, { projectId })
    await upload(createUpload.url, bytes)
    const { top } = expect((await ask(Classify, { snapshotId, uploadId: createUpload.id })).classify, 'Classification')
    return { path, top: top.map(({ label, probability }) => ({ label, probability })), error: null }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { path, top: [], error: { code: error.detail.code ?? 'failed', message: error.message } }
  }
}

const line = ({ path, top, error }: Result) =>
  `${path}: ${error ? error.message : top.map(({ label, probability }) => `${label} ${percent(probability)}`).join(', ')}`
