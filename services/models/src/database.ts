import type { Config } from './config.js'
import { Models20261123T1200 } from './migrations/20261123T1200-models.js'
import { GroupsAndNotes20261125T1100 } from './migrations/20261125T1100-groups-and-notes.js'
import { PinnedSnapshots20261125T1130 } from './migrations/20261125T1130-pinned-snapshots.js'
import { Activity20261125T1200 } from './migrations/20261125T1200-activity.js'
import { InitialWeights20261127T1000 } from './migrations/20261127T1000-initial-weights.js'
import { ModelEntity } from './models/model.entity.js'
import { SnapshotEntity } from './snapshots/snapshot.entity.js'

/** Tables of this service and how they came to be, oldest migration first. */
export const database = (config: Config) => ({
  url: config.FOVEA_DATABASE_URL,
  entities: [ModelEntity, SnapshotEntity],
  migrations: [
    Models20261123T1200,
    GroupsAndNotes20261125T1100,
    PinnedSnapshots20261125T1130,
    Activity20261125T1200,
    InitialWeights20261127T1000,
  ],
})
