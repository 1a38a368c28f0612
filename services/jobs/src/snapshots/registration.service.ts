import { Injectable } from '@nestjs/common'
import { Neighbours } from '../neighbours/neighbours.client.js'
import { SnapshotsRepository, type UnregisteredRow } from './snapshots.repository.js'
import { keyOf, STATE, WEIGHTS } from './snapshots.service.js'

/** Tells models of uploaded snapshots, which makes them visible. Safe to repeat. */
@Injectable()
export class SnapshotRegistration {
  constructor(
    private readonly snapshots: SnapshotsRepository,
    private readonly neighbours: Neighbours,
  ) {}

  async perform(): Promise<void> {
    for (const row of await this.snapshots.unregistered()) {
      await this.neighbours.asService(row.project, () => this.neighbours.models.registerSnapshot(toSnapshot(row)))
      await this.snapshots.registered(row)
    }
  }
}

const toSnapshot = (row: UnregisteredRow) => {
  const file = (name: string) => row.files.find(one => one.name === name)
  const [weights, state] = [file(WEIGHTS), file(STATE)]
  return {
    id: row.id,
    project: row.project,
    run: row.run,
    model: row.model,
    iteration: row.iteration,
    epoch: row.epoch,
    weightsKey: keyOf(row, row.iteration, WEIGHTS),
    weightsSha256: weights?.sha256 ?? '',
    weightsBytes: weights?.bytes ?? 0,
    stateKey: state ? keyOf(row, row.iteration, STATE) : '',
    stateSha256: state?.sha256 ?? '',
    stateBytes: state?.bytes ?? 0,
    valLoss: row.val_loss ?? undefined,
    valAccuracy: row.val_accuracy ?? undefined,
    valBalancedAccuracy: row.val_balanced_accuracy ?? undefined,
    createdAt: row.made_at,
    isBest: false,
    isNewest: false,
    isPinned: false,
    onnxKey: row.onnx_key,
    bestBy: row.best_by ?? undefined,
  }
}
