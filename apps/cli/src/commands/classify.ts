import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { ask, upload } from '../api.js'
import { Classify, CreateUpload } from '../documents.graphql.js'
import { findRun, pickSnapshot, projectId } from '../find.js'
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
      const snapshot = pickSnapshot(await findRun(run), options.snapshot)
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
