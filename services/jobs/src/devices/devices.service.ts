import { cpus } from 'node:os'
import type { DeviceList, TrainingSpeed } from '@fovea/proto/jobs/v1/jobs'
import { Inject, Injectable } from '@nestjs/common'
import { CONFIG, type Config } from '../config.js'
import { InstallClient } from '../launch/install.client.js'
import { RunsRepository } from '../runs/runs.repository.js'

/** What this machine trains on, and which run holds it. */
@Injectable()
export class DevicesService {
  constructor(
    private readonly runs: RunsRepository,
    private readonly install: InstallClient,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async list(): Promise<DeviceList> {
    const running = await this.runs.holders()
    const devices = this.config.FOVEA_DEVICES.map(id => {
      const holder = running.find(run => run.device === id)
      return {
        id,
        name: id === 'cpu' ? (cpus()[0]?.model ?? 'CPU').trim() : (holder?.gpu?.name ?? id),
        run: holder?.id ?? '',
      }
    })
    return { devices, notReady: await this.install.notReady() }
  }

  /** How fast the latest runs of a project have trained here. */
  async speed(project: string): Promise<TrainingSpeed> {
    const { runs, flops_per_second: found } = await this.runs.speed(project, this.config.FOVEA_DEVICES)
    return { runs, flopsPerSecond: found ?? undefined }
  }
}
