import { Controller, Get, Header, Inject, Injectable, Res } from '@nestjs/common'
import type { Response } from 'express'
import { messageOf } from './errors.js'
import { registry } from './metrics.js'

type Probe = () => Promise<unknown>

/** Whatever must answer before this service can: its database, queue, children. */
@Injectable()
export class Readiness {
  private readonly probes = new Map<string, Probe>()

  add(name: string, probe: Probe): void {
    this.probes.set(name, probe)
  }

  /** Names and reasons of the probes that fail; each has 3 s. */
  async faults(): Promise<string[]> {
    const checks = [...this.probes].map(async ([name, probe]) => {
      const late = new Promise<never>((_, reject) =>
        setTimeout(() => reject(new Error('no answer in 3 s')), 3000).unref(),
      )
      try {
        await Promise.race([probe(), late])
        return []
      } catch (error) {
        return [`${name}: ${messageOf(error)}`]
      }
    })
    return (await Promise.all(checks)).flat()
  }
}

/** `/health`: the process answers. `/ready`: it can do its work. `/metrics`: Prometheus text. */
@Controller()
export class HealthController {
  constructor(@Inject(Readiness) private readonly readiness: Readiness) {}

  @Get('health')
  health() {
    return { status: 'ok' }
  }

  @Get('ready')
  async ready(@Res() response: Response) {
    const faults = await this.readiness.faults()
    response
      .status(faults.length === 0 ? 200 : 503)
      .json({ status: faults.length === 0 ? 'ready' : 'not ready', faults })
  }

  @Get('metrics')
  @Header('content-type', registry.contentType)
  metrics() {
    return registry.metrics()
  }
}
