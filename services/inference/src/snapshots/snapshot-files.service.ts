import { mkdir, mkdtemp, open, realpath, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { headerLength, LENGTH_BYTES, readHeader } from '@fovea/service-kit'
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { CONFIG, type Config } from '../config.js'
import { ObjectsClient } from '../objects.client.js'
import { classifyingGraph, WEIGHTS_FILE } from './classifying-graph.js'
import type { Facts } from './facts.service.js'

export const GRAPH_FILE = 'graph.onnx'
const MAX_GRAPH_BYTES = 64 * 2 ** 20

/** Snapshots on this machine's disk: a folder each with the weights and the graph that reads them. */
@Injectable()
export class SnapshotFilesService implements OnModuleInit {
  private folder = ''

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly objects: ObjectsClient,
  ) {}

  /** What an earlier process left is of no use: sessions are made anew, and so is each graph. */
  async onModuleInit(): Promise<void> {
    const folder = join(this.config.FOVEA_WORK_DIR, 'cache')
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true, mode: 0o700 })
    // The runtime refuses weights behind a symbolic link.
    this.folder = await realpath(folder)
  }

  /** Downloads, checks and unpacks into a folder that is the caller's alone. Throws `ObjectGone` when retention was faster. */
  async fetch({ snapshot, plan }: Facts): Promise<string> {
    const folder = await mkdtemp(join(this.folder, `${snapshot.id}-`))
    try {
      const weights = join(folder, WEIGHTS_FILE)
      const [got, onnx] = await Promise.all([
        this.objects.download(snapshot.weightsKey, weights),
        this.objects.read(snapshot.onnxKey, MAX_GRAPH_BYTES),
      ])
      if (got.bytes !== snapshot.weightsBytes || got.sha256 !== snapshot.weightsSha256) {
        throw new Error(`${snapshot.weightsKey} is not the file that was registered`)
      }
      const places = readHeader(await this.header(weights), got.bytes)
      await writeFile(join(folder, GRAPH_FILE), classifyingGraph(onnx, places, plan.outputs.probabilities))
      return folder
    } catch (error) {
      await this.remove(folder)
      throw error
    }
  }

  async remove(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true })
  }

  private async header(path: string): Promise<Buffer> {
    const file = await open(path)
    try {
      const start = Buffer.alloc(LENGTH_BYTES)
      await file.read(start, 0, LENGTH_BYTES, 0)
      const header = Buffer.alloc(headerLength(start))
      await file.read(header, 0, header.length, LENGTH_BYTES)
      return header
    } finally {
      await file.close()
    }
  }
}
