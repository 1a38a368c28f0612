import type { InitialWeights, Solver } from '@fovea/proto/models/v1/models'
import { Column, Entity, PrimaryColumn, VirtualColumn } from 'typeorm'
import type { InitialSource } from '../initial/initial-source.js'
import { bestAccuracyOf } from './model-order.js'

@Entity('model')
export class ModelEntity {
  @PrimaryColumn('uuid')
  id!: string

  @Column('uuid')
  project!: string

  @Column('text')
  name!: string

  /** Empty: in no group. */
  @Column('text', { name: 'group_name', default: '' })
  group!: string

  @Column('text', { default: '' })
  notes!: string

  @Column('uuid')
  dataset!: string

  @Column('text', { name: 'network_name' })
  networkName!: string

  @Column('text', { name: 'network_text' })
  networkText!: string

  /** Every value filled in. */
  @Column('jsonb')
  solver!: Solver

  @Column('bigint')
  parameters!: string

  /** What it begins with of a snapshot; null: it begins afresh. */
  @Column('jsonb', { nullable: true })
  initial!: InitialWeights | null

  /** Read only where a run is frozen. */
  @Column('jsonb', { name: 'initial_source', nullable: true, select: false })
  initialSource!: InitialSource | null

  @Column('text', { name: 'created_by' })
  createdBy!: string

  @Column('text', { name: 'idempotency_key' })
  idempotencyKey!: string

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date

  /** When it was made, or a run of it last began or saved a snapshot. */
  @Column('timestamptz', { name: 'active_at', default: () => 'now()' })
  activeAt!: Date

  @VirtualColumn({ type: 'float8', query: model => bestAccuracyOf(model) })
  bestAccuracy!: number | null

  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt!: Date | null

  @Column('integer', { default: 1 })
  revision!: number
}
