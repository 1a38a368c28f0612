import { Inject, Injectable } from '@nestjs/common'
import { CONFIG, type Config } from '../config.js'
import { readOptional } from './process-identity.client.js'

/** Asks whoever installs PyTorch how far it is. */
@Injectable()
export class InstallClient {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Empty when training can start; otherwise why not. */
  async notReady(): Promise<string> {
    const path = this.config.FOVEA_WORKER_INSTALL
    const text = path ? await readOptional(path) : undefined
    if (text === undefined) return ''
    try {
      const { state, percent, message } = JSON.parse(text) as { state: string; percent?: number; message?: string }
      if (state === 'ready') return ''
      if (state === 'failed') return `PyTorch could not be installed: ${message ?? 'no reason was given'}`
      return `installing PyTorch, ${Math.floor(percent ?? 0)} %`
    } catch {
      // Caught while it is being written; the next look finds it whole.
      return 'installing PyTorch'
    }
  }
}
