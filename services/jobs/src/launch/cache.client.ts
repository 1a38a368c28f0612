import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Inject, Injectable } from '@nestjs/common'
import { CONFIG, type Config } from '../config.js'
import { toEvict } from './evict.js'
import { Launcher } from './launcher.js'

/** A look at every file costs something; the cache grows by whole datasets. */
const EVERY_MS = 60_000

/** Keeps the downloads of this machine within their bound. */
@Injectable()
export class CacheClient {
  private lookedAt = 0

  constructor(
    private readonly launcher: Launcher,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Only while nothing trains: a worker maps its shards from here. */
  async tidy(): Promise<void> {
    if (Date.now() - this.lookedAt < EVERY_MS || (await this.launcher.list()).some(one => one.isAlive)) return
    this.lookedAt = Date.now()
    const folder = this.config.FOVEA_CACHE_DIR
    const names = await readdir(folder)
    const files = await Promise.all(
      names.map(async name => {
        const { size, atimeMs, mtimeMs } = await stat(join(folder, name))
        return { name, bytes: size, usedMs: Math.max(atimeMs, mtimeMs) }
      }),
    )
    for (const name of toEvict(files, this.config.FOVEA_CACHE_BYTES)) await rm(join(folder, name), { force: true })
  }
}
