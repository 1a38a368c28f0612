import type { PageRequest } from '@fovea/proto/common/v1/common'
import type { HoldDatasetRequest } from '@fovea/proto/datasets/v1/datasets'
import type { Model, ModelPage } from '@fovea/proto/models/v1/models'
import { Outbox } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager, In, IsNull, QueryFailedError, type Repository } from 'typeorm'
import { isUuid } from '../uuid.js'
import { ModelEntity } from './model.entity.js'
import { toModel } from './model.mapper.js'

/** Milliseconds in which a deletion can be undone, and in which a hold waits for its model. */
export const GRACE_MS = 60_000
const OLD = `now() - interval '${GRACE_MS} milliseconds'`
const UNIQUE_VIOLATION = '23505'

export type NewModel = Omit<ModelEntity, 'createdAt' | 'deletedAt' | 'revision'>
export type Words = Pick<ModelEntity, 'name' | 'group' | 'notes'>
export type Change = 'changed' | 'gone' | 'name-taken'

@Injectable()
export class ModelsRepository {
  private readonly rows: Repository<ModelEntity>

  constructor(
    private readonly database: DataSource,
    private readonly outbox: Outbox,
  ) {
    this.rows = database.getRepository(ModelEntity)
  }

  async byKey(project: string, idempotencyKey: string): Promise<Model | undefined> {
    const row = await this.rows.findOneBy({ project, idempotencyKey })
    return row ? toModel(row) : undefined
  }

  /** In the order of the ids; hidden ones among them, unknown ones left out. */
  async byIds(project: string, ids: string[]): Promise<Model[]> {
    const known = ids.filter(isUuid)
    if (known.length === 0) return []
    const rows = new Map((await this.rows.findBy({ project, id: In(known) })).map(row => [row.id, row]))
    return ids.flatMap(id => rows.get(id.toLowerCase()) ?? []).map(toModel)
  }

  isNameTaken(project: string, name: string): Promise<boolean> {
    return this.rows.existsBy({ project, name, deletedAt: IsNull() })
  }

  /** Newest first, by id: a UUIDv7 begins with its time. On this dataset only, unless it is empty; in this group only, unless it is undefined. */
  async page(
    { project, first, after, search, name }: PageRequest,
    { dataset, group }: { dataset: string; group?: string | undefined },
  ): Promise<ModelPage> {
    const count = Math.min(Math.max(first || 50, 1), 200)
    const matching = this.rows
      .createQueryBuilder('model')
      .where('project = :project AND deleted_at IS NULL', { project })
    if (search) matching.andWhere('name ILIKE :search', { search: `%${search.replace(/[\\%_]/g, '\\$&')}%` })
    if (name) matching.andWhere('name = :name', { name })
    if (dataset) matching.andWhere('dataset::text = :dataset', { dataset })
    if (group !== undefined) matching.andWhere('group_name = :group', { group })
    const total = await matching.getCount()
    if (isUuid(after)) matching.andWhere('id < :after', { after })
    const rows = await matching
      .orderBy('model.id', 'DESC')
      .limit(count + 1)
      .getMany()
    const models = rows.slice(0, count).map(toModel)
    return { models, page: { endCursor: models.at(-1)?.id ?? '', hasNext: rows.length > count, total } }
  }

  /** Groups in use, by name. */
  async groups(project: string): Promise<string[]> {
    const rows: { group: string }[] = await this.database.query(
      `SELECT DISTINCT group_name AS "group" FROM model WHERE project = $1 AND deleted_at IS NULL AND group_name <> '' ORDER BY 1 LIMIT 1000`,
      [project],
    )
    return rows.map(({ group }) => group)
  }

  async noteHold({ model, project, dataset, modelName }: HoldDatasetRequest): Promise<void> {
    await this.database.query(
      `INSERT INTO dataset_hold (model, project, dataset, model_name) VALUES ($1, $2, $3, $4)
       ON CONFLICT (model) DO UPDATE SET made_at = now()`,
      [model, project, dataset, modelName],
    )
  }

  /** Holds that have waited long enough for a model that never came, or is gone. */
  async staleHolds(): Promise<HoldDatasetRequest[]> {
    return this.database.query(
      `SELECT project, dataset, model, model_name AS "modelName" FROM dataset_hold
       WHERE made_at < ${OLD} AND NOT EXISTS (SELECT 1 FROM model WHERE model.id = dataset_hold.model) LIMIT 100`,
    )
  }

  async forgetHold(model: string): Promise<void> {
    await this.database.query('DELETE FROM dataset_hold WHERE model = $1', [model])
  }

  /** False when the name or the key was taken meanwhile, or the hold given back. */
  async insert(model: NewModel): Promise<boolean> {
    return this.database.transaction(async manager => {
      const held = await manager.query('SELECT 1 FROM dataset_hold WHERE model = $1 FOR UPDATE', [model.id])
      if (held.length === 0) return false
      return this.unlessTaken(manager, () => manager.insert(ModelEntity, model))
    })
  }

  /** Writes what people call a model, unless it has moved on from a revision; a new name is a fact, since runs and datasets repeat it. */
  async describe(seen: Model, { name, group, notes }: Words, revision: number, requestId: string): Promise<Change> {
    const { project, id } = seen
    return this.database.transaction(async manager => {
      let count = 0
      const isFree = await this.unlessTaken(manager, async () => {
        const [, changed] = await manager.query(
          `UPDATE model SET name = $3, group_name = $4, notes = $5, revision = revision + 1
           WHERE project = $1 AND id = $2 AND deleted_at IS NULL AND revision = $6`,
          [project, id, name, group, notes, revision],
        )
        count = changed
      })
      if (!isFree) return 'name-taken'
      if (count === 0) return 'gone'
      if (name !== seen.name) await this.outbox.write(manager, 'model-renamed', project, id, requestId)
      return 'changed'
    })
  }

  /** Hides a model and writes the fact. */
  async hide(project: string, id: string, requestId: string): Promise<Change> {
    return this.database.transaction(async manager => {
      const rows = await this.change(manager, 'now()', 'IS NULL', project, id)
      if (rows === 0) return 'gone'
      await this.outbox.write(manager, 'model-deleted', project, id, requestId)
      return 'changed'
    })
  }

  /** Shows a hidden model again, while its minute lasts. */
  async show(project: string, id: string, requestId: string): Promise<Change> {
    return this.database.transaction(async manager => {
      let rows = 0
      const isFree = await this.unlessTaken(manager, async () => {
        rows = await this.change(manager, 'NULL', `> ${OLD}`, project, id)
      })
      if (!isFree) return 'name-taken'
      if (rows === 0) return 'gone'
      await this.outbox.write(manager, 'model-restored', project, id, requestId)
      return 'changed'
    })
  }

  /** Not waited for: the outbox sends again what Redis does not take now, and logs it. */
  deliverFacts(): void {
    void this.outbox.deliver()
  }

  /** Removes the rows of a model whose minute is over; its hold is swept after it. */
  async purgeHidden(): Promise<{ id: string; project: string }[]> {
    const [rows] = await this.database.query(`DELETE FROM model WHERE deleted_at < ${OLD} RETURNING id, project`)
    return rows
  }

  private async change(manager: EntityManager, to: string, from: string, project: string, id: string): Promise<number> {
    const [, count] = await manager.query(
      `UPDATE model SET deleted_at = ${to}, revision = revision + 1 WHERE project = $1 AND id = $2 AND deleted_at ${from}`,
      [project, id],
    )
    return count
  }

  private async unlessTaken(manager: EntityManager, work: () => Promise<unknown>): Promise<boolean> {
    await manager.query('SAVEPOINT attempt')
    try {
      await work()
      return true
    } catch (error) {
      if (!(error instanceof QueryFailedError) || error.driverError.code !== UNIQUE_VIOLATION) throw error
      await manager.query('ROLLBACK TO SAVEPOINT attempt')
      return false
    }
  }
}
