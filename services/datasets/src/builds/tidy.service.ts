import { LOGGER, type Logger, ObjectStore } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { CONFIG, type Config } from '../config.js'
import { datasetPrefix } from '../datasets/dataset.mapper.js'
import type { State } from '../datasets/dataset-state.js'
import { DatasetsRepository } from '../datasets/datasets.repository.js'
import { UploadsRepository } from '../sources/uploads.repository.js'
import { BuildsRepository } from './builds.repository.js'
import { MANIFEST, PARTS, sourcePrefix } from './keys.js'

/** Keeps the object store equal to the rows: removes what nobody needs, and notices what is missing. All of it may run at any time. */
@Injectable()
export class Tidy {
  constructor(
    private readonly datasets: DatasetsRepository,
    private readonly builds: BuildsRepository,
    private readonly uploads: UploadsRepository,
    private readonly objects: ObjectStore,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Objects of builds that ended, down to what each state keeps. */
  async ended(): Promise<void> {
    for (const row of await this.datasets.untidy()) await this.one(row)
  }

  async one(row: { id: string; project: string; state: State }): Promise<void> {
    await this.objects.removePrefix(row.state === 'READY' ? `${datasetPrefix(row)}${PARTS}` : datasetPrefix(row))
    const upload = await this.uploads.giveUp(row)
    if (upload) await this.removeUpload(row.project, upload)
    await this.datasets.markTidy(row.id)
  }

  /** Rows hidden for more than a minute: first the objects, then the row; then the source, when it was the last dataset of it. */
  async deleted(): Promise<void> {
    for (const { id, project, source, upload } of await this.datasets.expired()) {
      await this.objects.removePrefix(datasetPrefix({ project, id }))
      const gone = await this.datasets.purge(project, id, source)
      if (gone) await this.objects.removePrefix(sourcePrefix(project, gone))
      if (upload) await this.removeUpload(project, upload)
      this.logger.info({ dataset: id, project }, 'a deleted dataset is purged')
    }
  }

  /** What was sent and came to nothing in its time. */
  async unused(): Promise<void> {
    for (const { id, project } of await this.uploads.unused(this.config.FOVEA_UPLOAD_SECONDS))
      await this.removeUpload(project, id)
  }

  /** The row first: a dataset made of it just now keeps it. Objects that are left when this dies have no row, and go with the strays. */
  private async removeUpload(project: string, id: string): Promise<void> {
    if (await this.uploads.remove(project, id)) await this.objects.removePrefix(sourcePrefix(project, id))
  }

  /** Both ways: objects without a row go, once they are old enough; a dataset without its manifest is no longer ready. */
  async compare(olderThanMs = this.config.FOVEA_STRAY_SECONDS * 1000): Promise<void> {
    for (const { id: project } of await this.builds.projects()) {
      const owners = await this.builds.owners(project)
      for (const kind of ['datasets', 'sources']) {
        const prefix = `${project}/${kind}/`
        const objects = await this.objects.removeStrays(prefix, owners, olderThanMs)
        if (objects > 0) this.logger.warn({ objects, prefix }, 'objects without a row are removed')
      }
      for (const row of await this.builds.ready(project)) {
        if (await this.objects.stat(`${datasetPrefix(row)}${MANIFEST}`)) continue
        const reason = 'Its files are gone from the object store.'
        const remedy = 'Restore the store from a backup, or build the dataset again.'
        await this.datasets.move(project, row.id, 'FAILED', { reason, remedy })
        this.logger.error({ dataset: row.id, project }, 'a dataset has lost its objects')
      }
    }
  }
}
