import type { Refusal } from '@fovea/proto/common/v1/common'
import type { Classification, ClassifyRequest, ClassifyResponse } from '@fovea/proto/inference/v1/inference'
import { ChildError } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { v7 } from 'uuid'
import { ObjectGone, ObjectsClient, ObjectTooLarge } from '../objects.client.js'
import { PicturesService } from '../pictures/pictures.service.js'
import { type Facts, FactsService } from '../snapshots/facts.service.js'
import { SessionsService } from '../snapshots/sessions.service.js'
import { PixelsClient } from './pixels.client.js'
import { topOf } from './predictions.js'
import { centreCrop, toInput } from './preprocess.js'
import { notFinite, pictureRefusal, snapshotGone, tooLarge, uploadGone } from './refusals.js'

const MAX_MEBIBYTES = 64
const UPLOAD_ID = /^[\w-]{1,100}$/
const DEFAULT_TOP = 5

/** Stops a classification with an answer that people can act on. */
class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message)
  }
}

@Injectable()
export class ClassifyService {
  constructor(
    private readonly facts: FactsService,
    private readonly objects: ObjectsClient,
    private readonly pixels: PixelsClient,
    private readonly sessions: SessionsService,
    private readonly pictures: PicturesService,
  ) {}

  async classify(request: ClassifyRequest): Promise<ClassifyResponse> {
    try {
      return { result: { $case: 'classification', value: await this.answer(request) } }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return { result: { $case: 'refusal', value: error.refusal } }
    }
  }

  private async answer({ project, snapshot, upload, top }: ClassifyRequest): Promise<Classification> {
    const [facts, file] = await Promise.all([this.facts.of(project, snapshot), this.upload(project, upload)])
    if (!facts) throw new Refused(snapshotGone)
    const { preprocessing } = facts.plan
    const whole = await this.render(file, facts)
    const seen = centreCrop(whole, preprocessing.crop)
    const probabilities = await this.ask(facts, toInput(seen, preprocessing, facts.mean))
    const predictions = topOf(probabilities, facts.labels, top > 0 ? top : DEFAULT_TOP)
    if (!predictions) throw new Refused(notFinite)
    const id = v7()
    this.pictures.keep(project, id, seen)
    const { height, width, channels } = seen
    return { id, snapshot, top: predictions, conversion: whole.conversion, height, width, channels }
  }

  private async upload(project: string, key: string): Promise<Buffer> {
    const prefix = `${project}/uploads/`
    if (!key.startsWith(prefix) || !UPLOAD_ID.test(key.slice(prefix.length))) throw new Refused(uploadGone)
    try {
      return await this.objects.read(key, MAX_MEBIBYTES * 2 ** 20)
    } catch (error) {
      if (error instanceof ObjectGone) throw new Refused(uploadGone)
      if (error instanceof ObjectTooLarge) throw new Refused(tooLarge(MAX_MEBIBYTES))
      throw error
    }
  }

  private async render(file: Buffer, { plan, keeping }: Facts) {
    try {
      return await this.pixels.render(file, plan.preprocessing, keeping)
    } catch (error) {
      const refusal = error instanceof ChildError ? pictureRefusal(error.code, error.reason) : undefined
      throw refusal ? new Refused(refusal) : error
    }
  }

  private async ask(facts: Facts, input: Float32Array): Promise<Float32Array> {
    try {
      return await this.sessions.run(facts, input)
    } catch (error) {
      if (!(error instanceof ObjectGone)) throw error
      this.facts.forget(facts.snapshot.project, facts.snapshot.id)
      throw new Refused(snapshotGone)
    }
  }
}
