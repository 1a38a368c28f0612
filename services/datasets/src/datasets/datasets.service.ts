import type { PageRequest, Ref, Refusal } from '@fovea/proto/common/v1/common'
import type {
  CreateDatasetRequest,
  Dataset,
  DatasetPage,
  HoldDatasetRequest,
  Recipe,
} from '@fovea/proto/datasets/v1/datasets'
import { AppError, currentActor } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { v7 } from 'uuid'
import { Builds } from '../builds/builds.service.js'
import { chooseClasses } from '../builds/choose-classes.js'
import { Sources } from '../sources/sources.service.js'
import { Announcer } from './announcer.publisher.js'
import { checkName, checkRecipe } from './check-request.js'
import type { DatasetRow } from './dataset.entity.js'
import { encodingName, resizeMode, toDataset } from './dataset.mapper.js'
import { isLive } from './dataset-state.js'
import { DatasetsRepository, isUniqueViolation } from './datasets.repository.js'
import { held, nameTaken, notRunning, notUsable, refusal } from './refusals.js'
import { isUuid } from './uuid.js'

export type Outcome = { dataset: Dataset } | { refusal: Refusal }

const LONGEST_PAGE = 200

/** What people do with datasets; the building itself is in `builds`. */
@Injectable()
export class Datasets {
  constructor(
    private readonly repository: DatasetsRepository,
    private readonly sources: Sources,
    private readonly builds: Builds,
    private readonly announcer: Announcer,
  ) {}

  async create(request: CreateDatasetRequest): Promise<Outcome> {
    const { project, recipe } = request
    if (!recipe) throw new AppError('invalid', 'The request has no recipe.')
    const key = request.idempotencyKey || v7()
    const before = await this.repository.byIdempotencyKey(project, key)
    if (before) return { dataset: toDataset(before) }
    const name = request.name.trim()
    const refused = checkName(name) ?? checkRecipe(recipe)
    if (refused) return { refusal: refused }
    if (await this.repository.isNameTaken(project, name)) return this.twinOr(project, key, nameTaken(name))
    const id = v7()
    const outcome = await this.make(request, recipe, { id, key, name })
    // After an error nobody knows whether there is a row; then the sweep looks.
    if (!('dataset' in outcome) || outcome.dataset.id !== id) await this.sources.forget(project, id)
    return outcome
  }

  private async make(
    request: CreateDatasetRequest,
    recipe: Recipe,
    { id, key, name }: { id: string; key: string; name: string },
  ): Promise<Outcome> {
    const { project } = request
    const source = await this.sources.check(request, id)
    if ('code' in source) return { refusal: source }
    const classes = chosenOf(source.classes, recipe)
    if (!Array.isArray(classes)) return { refusal: classes }
    const { actor, requestId } = currentActor()
    const row = {
      id,
      project,
      name,
      idempotency_key: key,
      request_id: requestId,
      root: source.place.root,
      folder: source.place.folder,
      origin: source.origin,
      source: source.source ?? null,
      upload: source.upload ?? null,
      height: recipe.height,
      width: recipe.width,
      channels: recipe.channels,
      resize: resizeMode(recipe.resize) ?? 'squash',
      validation_percent: source.given.validation ? 0 : recipe.validationPercent,
      test_percent: source.given.test ? 0 : recipe.testPercent,
      seed: recipe.seed,
      mirror: recipe.mirror,
      encoding: encodingName(recipe.encoding),
      fast_decoding: recipe.fastDecoding,
      chosen_classes: recipe.classes,
      merged_classes: recipe.merged,
      min_per_class: recipe.minPerClass,
      max_per_class: recipe.maxPerClass,
      classes,
      created_by: actor,
    }
    try {
      await this.repository.insert(row, source.keys)
    } catch (error) {
      if (isUniqueViolation(error, 'dataset_name')) return this.twinOr(project, key, nameTaken(name))
      if (!isUniqueViolation(error, 'dataset_project_idempotency_key_key')) throw error
    }
    const made = (await this.repository.byIdempotencyKey(project, key)) as DatasetRow
    this.builds.nudge(made)
    this.announcer.announce(made)
    return { dataset: toDataset(made) }
  }

  async getMany(project: string, ids: string[]): Promise<Dataset[]> {
    return (await this.repository.getMany(project, ids.filter(isUuid))).map(toDataset)
  }

  async list(request: PageRequest): Promise<DatasetPage> {
    const length = Math.min(request.first > 0 ? request.first : 50, LONGEST_PAGE)
    const { rows, hasNext, total } = await this.repository.page(request, length)
    const page = { endCursor: rows.at(-1)?.cursor ?? '', hasNext, total }
    return { datasets: rows.map(toDataset), page, cursors: rows.map(({ cursor }) => cursor) }
  }

  async abort({ project, id }: Ref): Promise<Outcome> {
    const row = await this.find(project, id)
    if (!isLive(row.state)) return { refusal: notRunning(row.state) }
    const change = { reason: 'The build was aborted.', remedy: 'Build the dataset again when it is wanted.' }
    if (await this.repository.move(project, id, 'ABORTED', change)) await this.builds.stop(row)
    return this.changed(project, id)
  }

  async delete({ project, id }: Ref): Promise<Outcome> {
    const row = isUuid(id) ? await this.repository.hide(project, id) : undefined
    if (!row) throw notFound()
    if ('heldBy' in row) return { refusal: held(row.heldBy) }
    await this.builds.stop(row)
    this.announcer.announce(row)
    return { dataset: toDataset(row) }
  }

  async restore({ project, id }: Ref): Promise<Outcome> {
    try {
      const row = isUuid(id) ? await this.repository.restore(project, id) : undefined
      if (!row) throw notFound()
      this.builds.nudge(row)
      this.announcer.announce(row)
      return { dataset: toDataset(row) }
    } catch (error) {
      if (!isUniqueViolation(error, 'dataset_name')) throw error
      const message = 'Another dataset has taken its name meanwhile.'
      return { refusal: refusal('name-taken', 'name', message, 'Delete or keep the other one, then try again.') }
    }
  }

  async hold({ project, dataset, model, modelName }: HoldDatasetRequest): Promise<Outcome> {
    if (!isUuid(dataset) || !isUuid(model)) throw notFound()
    const row = await this.repository.hold(project, dataset, model, modelName)
    if (!row) throw notFound()
    if (row.state === 'FAILED' || row.state === 'ABORTED') return { refusal: notUsable(row.name, row.state) }
    this.announcer.announce(row)
    return { dataset: toDataset(row) }
  }

  async release(project: string, model: string, dataset?: string): Promise<void> {
    if (!isUuid(model) || (dataset !== undefined && !isUuid(dataset))) return
    for (const freed of await this.repository.release(project, model, dataset)) this.announcer.announce(freed)
  }

  async find(project: string, id: string): Promise<DatasetRow> {
    const row = isUuid(id) ? await this.repository.get(project, id) : undefined
    if (!row) throw notFound()
    return row
  }

  /** The same request may have come in twice at once: then the other one has taken the name. */
  private async twinOr(project: string, key: string, refused: Refusal): Promise<Outcome> {
    const twin = await this.repository.byIdempotencyKey(project, key)
    return twin ? { dataset: toDataset(twin) } : { refusal: refused }
  }

  private async changed(project: string, id: string): Promise<Outcome> {
    const row = await this.find(project, id)
    this.announcer.announce(row)
    return { dataset: toDataset(row) }
  }
}

/** Names of the classes that a recipe leaves of those of the source; empty until the source is read, where that decides. */
function chosenOf(classes: string[], { classes: chosen, merged, minPerClass }: Recipe): string[] | Refusal {
  if (classes.length === 0) return []
  const choice = chooseClasses(classes, { chosen, merged })
  if (Array.isArray(choice)) return minPerClass > 0 ? [] : choice.map(({ name }) => name)
  return refusal(choice.code, 'recipe.classes', choice.message, choice.remedy, choice.names)
}

const notFound = () =>
  new AppError('not-found', 'There is no such dataset in this project.', 'It may have been deleted; look at the list.')
