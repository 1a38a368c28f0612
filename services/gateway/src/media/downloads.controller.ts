import { AppError, ObjectStore } from '@fovea/service-kit'
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common'
import type { Request, Response } from 'express'
import type { Clients } from '../clients.js'
import { CLIENTS } from '../clients.module.js'
import { fileName } from './file-name.js'
import { rejectedCsv, rejectedOf } from './rejected-csv.js'
import { logText, pointsCsv } from './run-texts.js'
import { BYTES, type File, one, sendFile, TEXT } from './send-file.js'

interface Path {
  project: string
  id: string
}

const GONE = new AppError('not-found', 'There is no such file; what it belongs to may have been deleted.')

/** What people take away from a model and its runs, at any time, streamed. */
@Controller('media/:project')
export class DownloadsController {
  constructor(
    @Inject(CLIENTS) private readonly clients: Clients,
    private readonly objects: ObjectStore,
  ) {}

  @Get('models/:id/network.prototxt')
  network(@Param() path: Path, @Req() request: Request, @Res() response: Response) {
    return this.send(path, request, response, async clients => {
      const { models } = await clients.models.getModels({ project: path.project, ids: [path.id] })
      const model = models.find(({ deleted }) => !deleted)
      if (!model) throw GONE
      return { name: fileName(model.name, '.prototxt'), type: TEXT, body: one(model.networkText) }
    })
  }

  @Get('datasets/:id/rejected.csv')
  rejected(@Param() path: Path, @Req() request: Request, @Res() response: Response) {
    return this.send(path, request, response, async clients => {
      const { datasets } = await clients.datasets.getDatasets({ project: path.project, ids: [path.id] })
      const [dataset] = datasets
      if (!dataset) throw GONE
      const files = await rejectedOf(dataset, this.objects)
      const name = fileName(dataset.name, ' rejected files.csv')
      return { name, type: 'text/csv; charset=utf-8', body: rejectedCsv(files) }
    })
  }

  @Get('runs/:id/solver.prototxt')
  solver(@Param() path: Path, @Req() request: Request, @Res() response: Response) {
    return this.send(path, request, response, async clients => {
      const { name } = await this.runOf(clients, path)
      const { text } = await clients.jobs.getSolverText(path)
      return { name: fileName(name, ' solver.prototxt'), type: TEXT, body: one(text) }
    })
  }

  @Get('runs/:id/log.txt')
  log(@Param() path: Path, @Req() request: Request, @Res() response: Response) {
    return this.send(path, request, response, async clients => {
      const { name } = await this.runOf(clients, path)
      return { name: fileName(name, ' log.txt'), type: TEXT, body: logText(clients.jobs, path) }
    })
  }

  @Get('runs/:id/points.csv')
  points(@Param() path: Path, @Req() request: Request, @Res() response: Response) {
    return this.send(path, request, response, async clients => {
      const { name, iteration } = await this.runOf(clients, path)
      return {
        name: fileName(name, ' points.csv'),
        type: 'text/csv; charset=utf-8',
        body: pointsCsv(clients.jobs, path, iteration),
      }
    })
  }

  @Get('snapshots/:id/weights.safetensors')
  weights(@Param() path: Path, @Req() request: Request, @Res() response: Response) {
    return this.send(path, request, response, async clients => {
      const { snapshots } = await clients.models.getSnapshots({ project: path.project, ids: [path.id] })
      const [snapshot] = snapshots
      if (!snapshot) throw GONE
      const run = await this.runOf(clients, { project: path.project, id: snapshot.run })
      return {
        name: fileName(`${run.name} epoch ${Number(snapshot.epoch.toFixed(2))}`, '.safetensors'),
        type: BYTES,
        body: await this.objects.stream(snapshot.weightsKey),
        bytes: snapshot.weightsBytes,
      }
    })
  }

  private async runOf(clients: Clients, { project, id }: Path) {
    const { runs } = await clients.jobs.getRuns({ project, ids: [id] })
    const run = runs.find(({ deleted }) => !deleted)
    if (!run) throw GONE
    return run
  }

  private send({ project }: Path, request: Request, response: Response, make: (clients: Clients) => Promise<File>) {
    return sendFile(this.clients, project, request, response, make)
  }
}
