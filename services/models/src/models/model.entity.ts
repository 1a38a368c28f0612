import type { Solver } from '@fovea/proto/models/v1/models'
import { Column, Entity, PrimaryColumn } from 'typeorm'

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

  @Column('text', { name: 'created_by' })
  createdBy!: string

  @Column('text', { name: 'idempotency_key' })
  idempotencyKey!: string

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date

  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt!: Date | null

  @Column('integer', { default: 1 })
  revision!: number
}
