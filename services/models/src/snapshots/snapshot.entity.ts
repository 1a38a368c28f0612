import type { BestBy } from '@fovea/proto/models/v1/models'
import { Column, Entity, PrimaryColumn } from 'typeorm'

@Entity('snapshot')
export class SnapshotEntity {
  @PrimaryColumn('uuid')
  id!: string

  @Column('uuid')
  project!: string

  @Column('uuid')
  run!: string

  @Column('uuid')
  model!: string

  @Column('bigint')
  iteration!: string

  @Column('double precision')
  epoch!: number

  @Column('text', { name: 'weights_key' })
  weightsKey!: string

  @Column('text', { name: 'weights_sha256' })
  weightsSha256!: string

  @Column('bigint', { name: 'weights_bytes' })
  weightsBytes!: string

  /** Empty once retention has let the state go. */
  @Column('text', { name: 'state_key' })
  stateKey!: string

  @Column('text', { name: 'state_sha256' })
  stateSha256!: string

  @Column('bigint', { name: 'state_bytes' })
  stateBytes!: string

  @Column('double precision', { name: 'val_loss', nullable: true })
  valLoss!: number | null

  @Column('double precision', { name: 'val_accuracy', nullable: true })
  valAccuracy!: number | null

  @Column('double precision', { name: 'val_balanced_accuracy', nullable: true })
  valBalancedAccuracy!: number | null

  @Column('text', { name: 'onnx_key' })
  onnxKey!: string

  @Column('boolean', { name: 'is_best', default: false })
  isBest!: boolean

  @Column('boolean', { name: 'is_newest', default: false })
  isNewest!: boolean

  @Column('boolean', { name: 'is_pinned', default: false })
  isPinned!: boolean

  /** Figure that the run is judged by; null in rows from before there was a choice. */
  @Column('text', { name: 'best_by', nullable: true })
  bestBy!: BestBy | null

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date
}
