import { ChildPool, LOGGER, type Logger, Readiness, Shutdown } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { CONFIG, type Config } from '../config.js'
import type { Keeping, Preprocessing } from '../snapshots/plan.js'
import type { Pixels } from './preprocess.js'

const TIMEOUT_MS = 60_000

/** The pixel program, in child processes: an image is seen here exactly as it was in training. */
@Injectable()
export class PixelsClient {
  private readonly pool: ChildPool

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(LOGGER) logger: Logger,
    readiness: Readiness,
    shutdown: Shutdown,
  ) {
    const command = {
      name: 'pixels',
      command: config.FOVEA_PYTHON_PIXELS,
      args: ['-m', 'fovea_pixels', 'serve'],
      env: { PYTHONPATH: config.FOVEA_PIXELS_PATH, PYTHONDONTWRITEBYTECODE: '1', LANG: 'C.UTF-8' },
      niceness: 0,
    }
    this.pool = new ChildPool({ ...command, size: config.FOVEA_PIXELS_PROCESSES }, logger)
    readiness.add('pixels', () => this.pool.probe())
    shutdown.last(() => this.pool.close())
  }

  /** A file as H×W×C pixels as the plan's dataset keeps its images. Throws `ChildError` with a reason for people. */
  async render(file: Buffer, plan: Preprocessing, keeping: Keeping): Promise<Pixels & { conversion: string }> {
    const { height, width, channels, resize } = plan
    const request = { type: 'image', recipe: { height, width, channels, resize, ...keeping } }
    const { header, payload } = await this.pool.ask(request, { payload: file, timeoutMs: TIMEOUT_MS })
    return { height, width, channels, data: payload, conversion: String(header['conversion'] ?? '') }
  }

  async png({ height, width, channels, data }: Pixels): Promise<Buffer> {
    const request = { type: 'encode', height, width, channels, format: 'png' }
    const { payload } = await this.pool.ask(request, { payload: Buffer.from(data), timeoutMs: TIMEOUT_MS })
    return payload
  }
}
