import { ObjectStore } from '@fovea/service-kit'
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common'
import type { Request, Response } from 'express'
import type { Clients } from '../clients.js'
import { CLIENTS } from '../clients.module.js'
import { archive } from '../takeaway/archive.js'
import { meanFile } from '../takeaway/mean.js'
import { onnxDownload } from '../takeaway/onnx.js'
import { factsOfRun, factsOfSnapshot, type RunFacts, type SnapshotFacts } from '../takeaway/run-facts.js'
import { deployTextOf, labelsText, normalisedText, pytorchText } from '../takeaway/texts.js'
import { fileName } from './file-name.js'
import { BYTES, type File, one, sendFile, TEXT } from './send-file.js'

interface Path {
  project: string
  id: string
}

/** A run's network in the forms that other programs read, and all of it in one archive. */
@Controller('media/:project')
export class TakeAwayController {
  constructor(
    @Inject(CLIENTS) private readonly clients: Clients,
    private readonly objects: ObjectStore,
  ) {}

  @Get('runs/:id/normalised.prototxt')
  normalised(@Param() path: Path, @Req() request: Request, @Res() response: Response) {
    return this.text(path, request, response, ' normalised.prototxt', normalisedText)
  }

  @Get('runs/:id/deploy.prototxt')
  deploy(@Param() path: Path, @Req() request: Request, @Res() response: Response) {
    return this.text(path, request, response, ' deploy.prototxt', deployTextOf)
  }

  @Get('runs/:id/network.py')
  pytorch(@Param() path: Path, @Req() request: Request, @Res() response: Response) {
    return this.text(path, request, response, '.py', pytorchText)
  }

  @Get('runs/:id/labels.txt')
  labels(@Param() path: Path, @Req() request: Request, @Res() response: Response) {
    return this.text(path, request, response, ' labels.txt', labelsText)
  }

  @Get('runs/:id/mean.safetensors')
  mean(@Param() path: Path, @Req() request: Request, @Res() response: Response) {
    return sendFile(this.clients, path.project, request, response, async clients => {
      const facts = await factsOfRun(clients, this.objects, path)
      const file = await meanFile(this.objects, facts)
      const name = fileName(facts.run.name, ' mean.safetensors')
      return { name, type: BYTES, body: one(file), bytes: file.length }
    })
  }

  @Get('snapshots/:id/network.onnx')
  onnx(@Param() path: Path, @Req() request: Request, @Res() response: Response) {
    return this.ofSnapshot(path, request, response, async facts => {
      const { bytes, body } = await onnxDownload(this.objects, facts)
      return { name: nameOf(facts, '.onnx'), type: BYTES, body: body(), bytes }
    })
  }

  @Get('snapshots/:id/all.zip')
  all(@Param() path: Path, @Req() request: Request, @Res() response: Response) {
    return this.ofSnapshot(path, request, response, async (facts, clients) => {
      const { text } = await clients.jobs.getSolverText({ project: path.project, id: facts.run.id })
      const body = await archive(this.objects, facts, text)
      return { name: nameOf(facts, '.zip'), type: 'application/zip', body }
    })
  }

  private text(path: Path, request: Request, response: Response, ending: string, write: (facts: RunFacts) => string) {
    return sendFile(this.clients, path.project, request, response, async clients => {
      const facts = await factsOfRun(clients, this.objects, path)
      return { name: fileName(facts.run.name, ending), type: TEXT, body: one(write(facts)) }
    })
  }

  private ofSnapshot(
    path: Path,
    request: Request,
    response: Response,
    make: (facts: SnapshotFacts, clients: Clients) => Promise<File>,
  ) {
    return sendFile(this.clients, path.project, request, response, async clients =>
      make(await factsOfSnapshot(clients, this.objects, path), clients),
    )
  }
}

const nameOf = ({ run, snapshot }: SnapshotFacts, ending: string) =>
  fileName(`${run.name} epoch ${Number(snapshot.epoch.toFixed(2))}`, ending)
