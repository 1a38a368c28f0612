import type { Ref, Refs, Refusal } from '@fovea/proto/common/v1/common'
import type { HoldDatasetRequest } from '@fovea/proto/datasets/v1/datasets'
import type {
  CreateModelRequest,
  FreezeModelRequest,
  FreezeModelResponse,
  GroupList,
  ListGroupsRequest,
  ListModelsRequest,
  Model,
  ModelList,
  ModelPage,
  ModelResult,
  UpdateModelRequest,
} from '@fovea/proto/models/v1/models'
import { AppError, announceRow, currentActor, LOGGER, type Logger, REDIS } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import type { Redis } from 'ioredis'
import { v7 } from 'uuid'
import { type Chosen, InitialService, type Network } from '../initial/initial.service.js'
import { compileFor, toFaults } from '../networks/compile-network.js'
import { toOnnxBytes } from '../networks/onnx-bytes.js'
import { standard } from '../networks/standard-networks.js'
import { isUuid } from '../uuid.js'
import { checkRequest, checkWords } from './check-request.js'
import { DatasetsClient } from './datasets.client.js'
import { ModelsRepository } from './models.repository.js'
import {
  asInvalid,
  asModel,
  asRefusal,
  datasetGone,
  datasetUnread,
  modelChanged,
  modelGone,
  nameTaken,
} from './refusals.js'
import { resolveSolver } from './resolve-solver.js'
import { checkSolver } from './solver-check.js'

@Injectable()
export class ModelsService {
  constructor(
    private readonly models: ModelsRepository,
    private readonly datasets: DatasetsClient,
    private readonly initial: InitialService,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async create(request: CreateModelRequest): Promise<ModelResult> {
    const { project, idempotencyKey } = request
    const name = request.name.trim()
    if (!idempotencyKey) throw new AppError('invalid', 'Making a model needs an idempotency key.', 'Send a fresh UUID.')
    const known = await this.models.byKey(project, idempotencyKey)
    if (known) return asModel(known)

    const fault = checkRequest({ ...request, name })
    if (fault) return asRefusal(fault)
    if (await this.models.isNameTaken(project, name)) return this.twin(project, idempotencyKey, name)
    const text = standard.find(network => network.name === request.standard)?.text ?? request.text
    const made = await this.resolve(project, request.dataset, text, request.solver)
    if (made.$case !== 'network') return { result: made }
    const initial = await this.initial.choose(project, request.initialSnapshot, made.value)
    if (initial?.$case === 'refusal') return { result: initial }

    const id = v7()
    const hold = { project, dataset: request.dataset, model: id, modelName: name }
    const refused = await this.hold(hold, initial?.value)
    if (refused) {
      await this.initial.remove(project, id)
      await this.models.forgetHold(id)
      return asRefusal(refused)
    }
    const isNew = await this.models.insert({
      id,
      project,
      name,
      group: '',
      notes: '',
      dataset: request.dataset,
      networkName: made.value.plan.name,
      networkText: text,
      solver: made.value.solver,
      parameters: `${made.value.parameters}`,
      initial: initial?.value.report ?? null,
      initialSource: initial?.value.source ?? null,
      createdBy: currentActor().actor,
      idempotencyKey,
    })
    if (!isNew) return this.giveUp(hold, idempotencyKey)
    this.announce(project, id)
    return this.answer(project, id)
  }

  async get({ project, ids }: Refs): Promise<ModelList> {
    return { models: await this.models.byIds(project, ids) }
  }

  list({ page, ...wanted }: ListModelsRequest): Promise<ModelPage> {
    if (!page) throw new AppError('invalid', 'A list of models needs a page.', 'Send at least the project.')
    return this.models.page({ page, ...wanted })
  }

  async groups({ project }: ListGroupsRequest): Promise<GroupList> {
    return { groups: await this.models.groups(project) }
  }

  /** Renames, groups, annotates. A change that somebody else made meanwhile is never written over. */
  async update({ project, id, revision, ...given }: UpdateModelRequest): Promise<ModelResult> {
    const words = {
      name: given.name?.trim(),
      group: given.group?.trim(),
      notes: given.notes?.replaceAll('\r\n', '\n').trimEnd(),
    }
    const fault = checkWords(words)
    if (fault) return asRefusal(fault)
    const model = await this.find(project, id)
    if (!model || model.deleted) return asRefusal(modelGone)
    if (revision > 0 && revision !== model.revision) return asRefusal(modelChanged(model.name))
    const { name = model.name, group = model.group, notes = model.notes } = words
    const requestId = currentActor().requestId
    const change = await this.models.describe(model, { name, group, notes }, model.revision, requestId)
    if (change === 'name-taken') return asRefusal(nameTaken(name))
    if (change === 'gone') return asRefusal(modelChanged(model.name))
    return this.changed(project, id, true)
  }

  /** The dataset names the models that hold it: it learns the new name. */
  async followName(project: string, id: string): Promise<void> {
    const model = await this.find(project, id)
    if (!model || model.deleted) return
    await this.datasets.hold({ project, dataset: model.dataset, model: id, modelName: model.name })
  }

  async delete({ project, id }: Ref): Promise<ModelResult> {
    const change = isUuid(id) ? await this.models.hide(project, id, currentActor().requestId) : 'gone'
    return this.changed(project, id, change === 'changed')
  }

  async restore({ project, id }: Ref): Promise<ModelResult> {
    const model = await this.find(project, id)
    if (!model?.deleted) return model ? asModel(model) : asRefusal(modelGone)
    const hold = { project, dataset: model.dataset, model: id, modelName: model.name }
    const refused = await this.datasets.hold(hold)
    if (refused) return asRefusal({ ...refused, field: 'id' })
    const change = await this.models.show(project, id, currentActor().requestId)
    if (change !== 'changed') await this.datasets.release(hold)
    if (change === 'name-taken')
      return asRefusal({ ...nameTaken(model.name), field: 'id', remedy: 'Rename or delete that one first.' })
    return this.changed(project, id, change === 'changed')
  }

  /** Plan, graph and resolved solver of a run; a solver that is not given is the model's own. */
  async freeze({ project, model: id, solver }: FreezeModelRequest): Promise<FreezeModelResponse> {
    const model = await this.find(project, id)
    if (!model || model.deleted) return asRefusal({ ...modelGone, field: 'modelId' })
    const made = await this.resolve(project, model.dataset, model.networkText, solver ?? model.solver)
    if (made.$case !== 'network') return { result: made }
    const initial = await this.frozenWeights(model, made.value)
    if (initial?.$case === 'refusal') return { result: initial }
    const { plan, onnx, flops, solver: resolved } = made.value
    await this.models.touch(project, id)
    return {
      result: {
        $case: 'frozen',
        value: {
          planJson: JSON.stringify(plan),
          onnx: toOnnxBytes(onnx),
          solver: resolved,
          flops,
          initial: initial?.value,
        },
      },
    }
  }

  private async frozenWeights({ id, project, initialWeights }: Model, network: Network) {
    const source = initialWeights && (await this.models.initialSource(project, id))
    return source ? this.initial.freeze({ project, model: id }, initialWeights, source, network) : undefined
  }

  /** Takes what a model needs to keep: the weights that it begins with, and its dataset. Answers why not, if not. */
  private async hold(hold: HoldDatasetRequest, initial: Chosen | undefined): Promise<Refusal | undefined> {
    await this.models.noteHold(hold)
    if (initial) {
      const gone = await this.initial.copy(initial, hold)
      if (gone) return gone
      // Copying may take longer than a hold may wait for its model.
      await this.models.noteHold(hold)
    }
    const refused = await this.datasets.hold(hold)
    return refused && { ...refused, field: 'datasetId' }
  }

  private async resolve(project: string, datasetId: string, text: string, solver: CreateModelRequest['solver']) {
    const dataset = isUuid(datasetId) ? await this.datasets.find(project, datasetId) : undefined
    if (!dataset) return asRefusal(datasetGone).result
    if (dataset.classes.length === 0) return asRefusal(datasetUnread(dataset.name)).result
    if (!solver) throw new AppError('invalid', 'A model needs a solver.', 'Send at least epochs and base rate.')
    const { height = 0, width = 0 } = dataset.recipe ?? {}
    const refused = checkSolver(solver, { height, width })
    if (refused) return asRefusal(refused).result
    const { faults, plan, onnx, figures } = compileFor(dataset, text, solver.preprocessing)
    if (!plan || !onnx) return asInvalid({ faults: toFaults(faults) }).result
    const { parameters, flops } = figures
    const solved = resolveSolver(solver, plan.preprocessing)
    const value = { plan, onnx, parameters, flops, classes: dataset.classes, solver: solved }
    return { $case: 'network' as const, value }
  }

  /** Another call took the name or the key first: its model is the answer when the key is the same. */
  private async giveUp(hold: HoldDatasetRequest, key: string): Promise<ModelResult> {
    await this.datasets.release(hold)
    await this.initial.remove(hold.project, hold.model)
    await this.models.forgetHold(hold.model)
    return this.twin(hold.project, key, hold.modelName)
  }

  /** The name is taken: by the same call, which came twice at once, or by another model. */
  private async twin(project: string, key: string, name: string): Promise<ModelResult> {
    const twin = await this.models.byKey(project, key)
    return twin ? asModel(twin) : asRefusal(nameTaken(name))
  }

  private async changed(project: string, id: string, isChanged: boolean): Promise<ModelResult> {
    if (isChanged) {
      this.models.deliverFacts()
      this.announce(project, id)
    }
    return this.answer(project, id)
  }

  private async answer(project: string, id: string): Promise<ModelResult> {
    const model = await this.find(project, id)
    return model ? asModel(model) : asRefusal(modelGone)
  }

  private async find(project: string, id: string): Promise<Model | undefined> {
    const [model] = await this.models.byIds(project, [id])
    return model
  }

  /** Not waited for: the row is safe, and Redis may be away. */
  private announce(project: string, id: string): void {
    announceRow(this.redis, { kind: 'model', id, project }).catch(error =>
      this.logger.warn({ err: error, model: id }, 'a change of a model was not announced'),
    )
  }
}
