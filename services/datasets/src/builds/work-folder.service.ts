import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Shutdown } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { v7 } from 'uuid'
import { CONFIG, type Config } from '../config.js'

/** Scratch files of this process. What an earlier process left behind is removed at start. */
@Injectable()
export class WorkFolder {
  private readonly folder: string

  constructor(@Inject(CONFIG) config: Config, shutdown: Shutdown) {
    const all = join(config.FOVEA_WORK_DIR, 'datasets')
    mkdirSync(all, { recursive: true })
    for (const left of readdirSync(all)) rmSync(join(all, left), { recursive: true, force: true })
    this.folder = join(all, v7())
    mkdirSync(this.folder)
    shutdown.last(() => rm(this.folder, { recursive: true, force: true }))
  }

  /** A new name in it: whoever makes that folder removes it. */
  name(): string {
    return join(this.folder, v7())
  }

  /** Runs `work` with a folder of its own, gone afterwards. */
  async use<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = this.name()
    mkdirSync(folder, { recursive: true })
    try {
      return await work(folder)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}
