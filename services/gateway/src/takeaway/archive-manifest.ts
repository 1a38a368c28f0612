import { exactness } from './exactness.js'
import type { SnapshotFacts } from './run-facts.js'

export interface Listed {
  name: string
  what: string
  bytes: number
  sha256: string
}

const VERSION = 1

/** `manifest.json` of an archive, for programs; docs/contracts.md describes it. */
export function archiveManifest(facts: SnapshotFacts, files: readonly Listed[]) {
  const { run, model, snapshot, plan, manifest } = facts
  return {
    version: VERSION,
    project: run.project,
    model: { id: model.id, name: model.name },
    run: { id: run.id, name: run.name },
    snapshot: {
      id: snapshot.id,
      epoch: snapshot.epoch,
      iteration: snapshot.iteration,
      validationLoss: snapshot.valLoss ?? null,
      validationAccuracy: snapshot.valAccuracy ?? null,
      createdAt: snapshot.createdAt?.toISOString() ?? null,
    },
    dataset: run.dataset,
    classes: manifest.classes,
    input: plan.input,
    preprocessing: { ...plan.preprocessing, meanPixel: manifest.mean.pixel, ...manifest.recipe },
    exactness: exactness(facts),
    files,
  }
}
