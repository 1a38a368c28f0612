import type { HoldDatasetRequest } from '@fovea/proto/datasets/v1/datasets'
import type { GroupCount, ListModelsRequest, Model, ModelPage } from '@fovea/proto/models/v1/models'
import { Outbox } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager, In, IsNull, QueryFailedError, type Repository } from 'typeorm'
import type { InitialSource } from '../initial/initial-source.js'
import { isUuid } from '../uuid.js'
import { ModelEntity } from './model.entity.js'
import { toModel } from './model.mapper.js'
import { modelOrder } from './model-order.js'

/** Milliseconds in which a deletion can be undone, and in which a hold waits for its model. */
export const GRACE_MS = 60_000
const OLD = `now() - interval '${GRACE_MS} milliseconds'`
const UNIQUE_VIOLATION = '23505'

export type NewModel = Omit<ModelEntity, 'createdAt' | 'activeAt' | 'bestAccuracy' | 'deletedAt' | 'revision'>
export type Words = Pick<ModelEntity, 'name' | 'group' | 'notes'>
type List = ListModelsRequest & { page: NonNullable<ListModelsRequest['page']> }
interface Found {
  rows: { id: string; cursor: string }[]
  groups: GroupCount[]
}
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

  /** What the weights that a model begins with were of; null when it begins afresh. */
  async initialSource(project: string, id: string): Promise<InitialSource | null> {
    const row = await this.rows.findOne({ where: { project, id }, select: { id: true, initialSource: true } })
    return row?.initialSource ?? null
  }

  isNameTaken(project: string, name: string): Promise<boolean> {
    return this.rows.existsBy({ project, name, deletedAt: IsNull() })
  }

  /** A page in the order asked for, its total and what each group holds, from one statement; the rows by a second. */
  async page({ page, dataset, group, byGroup }: List): Promise<ModelPage> {
    const { project, first, search, name } = page
    const count = Math.min(Math.max(first || 50, 1), 200)
    const pattern = search && `%${search.replace(/[\\%_]/g, '\\$&')}%`
    const order = modelOrder(page, byGroup !== undefined, 8)
    const [found]: [Found] = await this.database.query(
      `WITH matching AS (SELECT * FROM model WHERE project = $1 AND deleted_at IS NULL AND ($2 = '' OR name ILIKE $2)
         AND ($3 = '' OR name = $3) AND ($4 = '' OR dataset::text = $4) AND ($5::text IS NULL OR group_name = $5)),
       page AS (SELECT id, row_number() OVER (ORDER BY ${order.orderBy}) AS place, ${order.cursor} AS cursor FROM matching AS model
         WHERE NOT group_name = ANY($6::text[]) AND ${order.isBehind} ORDER BY ${order.orderBy} LIMIT $7),
       groups AS (SELECT group_name AS "group", count(*)::int AS count FROM matching GROUP BY 1)
       SELECT coalesce((SELECT json_agg(page ORDER BY place) FROM page), '[]') AS rows,
         coalesce((SELECT json_agg(groups ORDER BY "group" = '', "group") FROM groups), '[]') AS groups`,
      [project, pattern, name, dataset, group ?? null, byGroup?.closed ?? [], count + 1, ...order.values],
    )
    const shown = found.rows.slice(0, count)
    const models = await this.byIds(
      project,
      shown.map(({ id }) => id),
    )
    const total = found.groups.reduce((sum, group) => sum + group.count, 0)
    const cursors = new Map(shown.map(({ id, cursor }) => [id, cursor]))
    return {
      models,
      page: { endCursor: shown.at(-1)?.cursor ?? '', hasNext: found.rows.length > count, total },
      // A model that went between the two statements is left out of both.
      cursors: models.map(({ id }) => cursors.get(id) ?? ''),
      groups: found.groups,
    }
  }

  /** A run of it begins or saves a snapshot: lists may be sorted by that. */
  async touch(project: string, id: string): Promise<void> {
    await this.database.query('UPDATE model SET active_at = now() WHERE project = $1 AND id = $2', [project, id])
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
