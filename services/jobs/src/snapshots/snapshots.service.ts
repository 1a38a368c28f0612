import type { Grant } from '@fovea/proto/jobs/v1/worker'
import { AppError, ObjectStore } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import type { RunRow } from '../runs/run.entity.js'
import { type SnapshotFile, type SnapshotRow, SnapshotsRepository } from './snapshots.repository.js'

export const WEIGHTS = 'weights.safetensors'
export const STATE = 'state.safetensors'

/** Long enough for one slow upload; a new address comes with every report while one is waited for. */
const UPLOAD_SECONDS = 3600

@Injectable()
export class SnapshotsService {
  constructor(
    private readonly snapshots: SnapshotsRepository,
    private readonly store: ObjectStore,
  ) {}

  /** Addresses for everything that the attempt has announced and not uploaded; sent with every answer, since any answer may be lost. */
  async grants(attempt: { id: string; run: string; project: string }): Promise<Grant[]> {
    const expiresMs = Date.now() + (UPLOAD_SECONDS - 60) * 1000
    const waiting = await this.snapshots.waiting(attempt)
    const grants = waiting.flatMap(row =>
      row.files.map(async ({ name }) => ({
        key: `snapshots/${row.iteration}/${name}`,
        method: 'PUT',
        url: await this.store.presignPut(keyOf(row, row.iteration, name), UPLOAD_SECONDS),
        expiresMs,
      })),
    )
    return Promise.all(grants)
  }

  /** Whether all files of an announced snapshot lie in the store with their sizes; the hashes are verified by whoever reads them. */
  async isComplete(run: RunRow, iteration: number, files: SnapshotFile[]): Promise<boolean> {
    if (files.length === 0) return false
    const found = await Promise.all(
      files.map(file => this.store.stat(keyOf({ project: run.project, run: run.id }, iteration, file.name))),
    )
    return files.every((file, i) => found[i]?.bytes === file.bytes)
  }

  /** The newest saved state that is really there, as the spec of an attempt has it; null = from the start. */
  async resumeOf(run: RunRow): Promise<object | null> {
    for (const row of await this.snapshots.uploadedOf(run.id)) {
      if (!(await this.isComplete(run, row.iteration, row.files))) continue
      const [weights, state] = await Promise.all([this.file(row, WEIGHTS), this.file(row, STATE)])
      if (weights && state) return { iteration: row.iteration, weights, state }
    }
    return null
  }

  private async file(row: SnapshotRow, name: string) {
    const file = row.files.find(one => one.name === name)
    if (!file) return undefined
    const url = await this.store.presignGet(keyOf(row, row.iteration, name), UPLOAD_SECONDS * 6)
    return { url, path: null, sha256: file.sha256, bytes: file.bytes }
  }
}

export const keyOf = (of: { project: string; run: string }, iteration: number, name: string): string =>
  `${of.project}/runs/${of.run}/snapshots/${iteration}/${name}`

/** Only the two files that there are: names become part of a key. */
export function checkFiles(files: SnapshotFile[]): void {
  const wrong = files.find(file => file.name !== WEIGHTS && file.name !== STATE)
  if (wrong) throw new AppError('invalid', `A snapshot has no file ${wrong.name}.`)
}
