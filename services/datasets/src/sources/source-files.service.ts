import { createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AppError, ObjectStore } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { pieceKey } from '../builds/keys.js'
import { WorkFolder } from '../builds/work-folder.service.js'
import type { DatasetRow } from '../datasets/dataset.entity.js'
import { Unpacking } from './archive.client.js'
import { inPlace, type Packed } from './origin.js'
import { SourcesRepository } from './sources.repository.js'

/** Files of a source on this machine. */
export interface LocalFiles {
  /** No file outside of it is opened. */
  root: string
  pathOf(image: { path: string; file?: string }): string
}

interface Unpacked {
  folder: string
  ready: Promise<Unpacking>
  users: number
  stop: AbortController
  idle: NodeJS.Timeout | undefined
}

/** The next step of the same build mostly follows at once. */
const IDLE_MS = 30_000

/** Brings the bytes of a source to where the pixel program can open them: what is packed is unpacked once a process, for as long as it is used. */
@Injectable()
export class SourceFiles {
  private readonly unpacked = new Map<string, Unpacked>()

  constructor(
    private readonly sources: SourcesRepository,
    private readonly objects: ObjectStore,
    private readonly work: WorkFolder,
  ) {}

  /** Runs `work` while the files of a dataset's source are there. */
  async use<T>(row: DatasetRow, signal: AbortSignal, work: (files: LocalFiles) => Promise<T>): Promise<T> {
    const source = row.source === null ? undefined : await this.sources.get(row.project, row.source)
    if (!source) throw new AppError('invalid', 'The source of this dataset is gone.', 'Build the dataset again.')
    const { bytes } = source
    if (bytes.kind === 'place') return work({ root: bytes.root, pathOf: ({ path }) => inPlace(bytes, path) })
    return this.useUnpacked(row.project, bytes, signal, ({ folder }) =>
      work({ root: folder, pathOf: ({ path, file }) => join(folder, file ?? path) }),
    )
  }

  /** Runs `work` while a packed source lies unpacked in a folder. */
  async useUnpacked<T>(
    project: string,
    bytes: Packed,
    signal: AbortSignal,
    work: (of: { folder: string; unpacking: Unpacking }) => Promise<T>,
  ): Promise<T> {
    const key = `${project} ${JSON.stringify(bytes)}`
    const own = this.unpacked.get(key) ?? (await this.begin(key, project, bytes))
    clearTimeout(own.idle)
    own.users += 1
    try {
      const unpacking = await Promise.race([own.ready, aborted(signal)])
      return await work({ folder: own.folder, unpacking })
    } finally {
      own.users -= 1
      if (own.users === 0) own.idle = setTimeout(() => void this.end(key, own), signal.aborted ? 0 : IDLE_MS).unref()
    }
  }

  private async begin(key: string, project: string, bytes: Packed): Promise<Unpacked> {
    const stop = new AbortController()
    const folder = this.work.name()
    const ready = this.unpack(folder, project, bytes, stop.signal)
    const own = { folder, ready, users: 0, stop, idle: undefined }
    this.unpacked.set(key, own)
    ready.catch(() => this.end(key, own))
    return own
  }

  private async end(key: string, own: Unpacked): Promise<void> {
    if (own.users > 0) return
    if (this.unpacked.get(key) === own) this.unpacked.delete(key)
    own.stop.abort()
    await own.ready.catch(() => undefined)
    await rm(own.folder, { recursive: true, force: true })
  }

  private async unpack(folder: string, project: string, bytes: Packed, signal: AbortSignal): Promise<Unpacking> {
    if (bytes.kind === 'archive') {
      const { size, mtimeMs } = await stat(bytes.path)
      if (size !== bytes.bytes || mtimeMs !== bytes.modifiedMs) {
        throw new AppError(
          'invalid',
          `The archive ${bytes.path} has changed since it was read.`,
          'Make a new dataset of it.',
        )
      }
      const unpacking = new Unpacking(folder, size, signal)
      await unpacking.file(bytes.path)
      return unpacking
    }
    const keys = Array.from({ length: bytes.count }, (_, number) => pieceKey({ project, id: bytes.owner }, number))
    const unpacking = new Unpacking(folder, bytes.bytes, signal)
    if (bytes.isTarParts) {
      for (const key of keys) await unpacking.tar(await this.objects.stream(key), false)
      return unpacking
    }
    const whole = `${folder}.archive`
    try {
      await pipeline(this.inTurn(keys), createWriteStream(whole), { signal })
      await unpacking.file(whole)
    } finally {
      await rm(whole, { force: true })
    }
    return unpacking
  }

  private async *inTurn(keys: string[]): AsyncGenerator<Buffer> {
    for (const key of keys) yield* (await this.objects.stream(key)) as AsyncIterable<Buffer>
  }
}

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
