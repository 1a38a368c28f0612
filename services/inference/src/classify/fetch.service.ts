import type { FetchUploadRequest, FetchUploadResponse } from '@fovea/proto/inference/v1/inference'
import { fetchOutside, ObjectStore, OutsideError } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { v7 } from 'uuid'
import { CONFIG, type Config } from '../config.js'
import { pictureType } from './picture-type.js'
import { busy, urlRefusal } from './refusals.js'

const LIMITS = { bytes: 20 * 2 ** 20, timeoutMs: 15_000 }
/** Fetched at once; each may hold its bytes in memory. */
const MOST = 8

/** Images that people name by URL, kept as if they had been uploaded. */
@Injectable()
export class FetchService {
  private running = 0

  constructor(
    private readonly store: ObjectStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async fetch({ project, url }: FetchUploadRequest): Promise<FetchUploadResponse> {
    if (this.running >= MOST) return { result: { $case: 'refusal', value: busy } }
    this.running++
    try {
      const { body } = await fetchOutside(url.trim(), this.config.FOVEA_FETCH_ALLOW, LIMITS)
      const upload = `${project}/uploads/${v7()}`
      const contentType = pictureType(body)
      await this.store.put(upload, body, contentType)
      return { result: { $case: 'fetched', value: { upload, contentType, bytes: body.length } } }
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error
      return { result: { $case: 'refusal', value: urlRefusal(error.code, error.message, error.remedy) } }
    } finally {
      this.running--
    }
  }
}
