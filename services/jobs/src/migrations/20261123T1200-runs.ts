import { OUTBOX_TABLE } from '@fovea/service-kit'
import type { MigrationInterface, QueryRunner } from 'typeorm'

const TABLES = [
  `CREATE TABLE run (
    id uuid PRIMARY KEY,
    project uuid NOT NULL,
    model uuid NOT NULL,
    dataset uuid NOT NULL,
    number integer NOT NULL,
    name text NOT NULL,
    state text NOT NULL,
    reason text NOT NULL,
    failure text NOT NULL DEFAULT '',
    remedy text NOT NULL DEFAULT '',
    -- Where a run in STOPPING is going: ABORTED, PAUSED or QUEUED.
    stop_to text,
    stopping_since timestamptz,
    solver jsonb NOT NULL,
    wanted_device text NOT NULL,
    device text NOT NULL DEFAULT '',
    -- Frozen when the dataset is ready, null before.
    plan_json text,
    manifest_json text,
    onnx_key text NOT NULL DEFAULT '',
    iterations integer NOT NULL DEFAULT 0,
    iterations_per_epoch integer NOT NULL DEFAULT 0,
    iteration integer NOT NULL DEFAULT 0,
    eta_seconds double precision,
    images_per_second double precision,
    train_loss double precision,
    val_loss double precision,
    val_accuracy double precision,
    val_balanced_accuracy double precision,
    gpu jsonb,
    log_lines integer NOT NULL DEFAULT 0,
    attempts integer NOT NULL DEFAULT 0,
    attempt uuid,
    -- Attempts lost in a row without a new saved state, and when the next may begin.
    losses integer NOT NULL DEFAULT 0,
    not_before timestamptz NOT NULL DEFAULT now(),
    queued_at timestamptz,
    running_since timestamptz,
    seconds double precision NOT NULL DEFAULT 0,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    ended_at timestamptz,
    deleted_at timestamptz,
    hidden_at timestamptz,
    idempotency_key text,
    revision integer NOT NULL DEFAULT 1,
    UNIQUE (project, id),
    UNIQUE (project, model, number),
    UNIQUE (project, idempotency_key)
  )`,
  `CREATE INDEX run_live ON run (state) WHERE state IN ('WAITING_FOR_DATASET', 'QUEUED', 'STARTING', 'RUNNING', 'STOPPING')`,
  `CREATE INDEX run_gone ON run (id) WHERE deleted_at IS NOT NULL OR hidden_at IS NOT NULL`,
  `CREATE TABLE run_counter (project uuid, model uuid, last integer NOT NULL, PRIMARY KEY (project, model))`,
  `CREATE TABLE run_history (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project uuid NOT NULL,
    run uuid NOT NULL,
    state text NOT NULL,
    reason text NOT NULL,
    attempt integer NOT NULL,
    time timestamptz NOT NULL DEFAULT clock_timestamp(),
    FOREIGN KEY (project, run) REFERENCES run (project, id) ON DELETE CASCADE
  )`,
  'CREATE INDEX run_history_run ON run_history (run, id)',
  `CREATE TABLE attempt (
    id uuid PRIMARY KEY,
    project uuid NOT NULL,
    run uuid NOT NULL,
    number integer NOT NULL,
    device text NOT NULL,
    -- Where its process reports to; a process that reports elsewhere is lost.
    address text NOT NULL,
    incarnation text,
    past_incarnations text[] NOT NULL DEFAULT '{}',
    acknowledged bigint NOT NULL DEFAULT 0,
    started_iteration integer,
    log_bytes bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    seen_at timestamptz,
    ended_at timestamptz,
    UNIQUE (project, run, number),
    FOREIGN KEY (project, run) REFERENCES run (project, id) ON DELETE CASCADE
  )`,
  `CREATE TABLE snapshot_upload (
    id uuid NOT NULL,
    project uuid NOT NULL,
    run uuid NOT NULL,
    iteration integer NOT NULL,
    attempt uuid NOT NULL,
    epoch double precision NOT NULL,
    files jsonb NOT NULL,
    val_loss double precision,
    val_accuracy double precision,
    val_balanced_accuracy double precision,
    made_at timestamptz NOT NULL DEFAULT now(),
    uploaded_at timestamptz,
    registered_at timestamptz,
    PRIMARY KEY (run, iteration),
    FOREIGN KEY (project, run) REFERENCES run (project, id) ON DELETE CASCADE
  )`,
  `CREATE INDEX snapshot_unregistered ON snapshot_upload (run) WHERE uploaded_at IS NOT NULL AND registered_at IS NULL`,
  `CREATE TABLE series (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project uuid NOT NULL,
    run uuid NOT NULL,
    name text NOT NULL,
    total integer NOT NULL DEFAULT 0,
    -- Tells a process that its picture of the last chunks is out of date.
    version integer NOT NULL DEFAULT 0,
    UNIQUE (run, name),
    FOREIGN KEY (project, run) REFERENCES run (project, id) ON DELETE CASCADE
  )`,
  // No foreign key: 3,000 rows a second each way; rows go with their series in one statement. Small rows in pages with room stay where they are when they grow.
  `CREATE TABLE point_chunk (
    series bigint NOT NULL,
    first integer NOT NULL,
    k integer NOT NULL,
    level smallint NOT NULL,
    data bytea NOT NULL,
    PRIMARY KEY (series, level, first)
  )`,
  'ALTER TABLE point_chunk ALTER COLUMN data SET STORAGE EXTERNAL',
  `CREATE TABLE log_chunk (
    project uuid NOT NULL,
    run uuid NOT NULL,
    first integer NOT NULL,
    last integer NOT NULL,
    attempt integer NOT NULL,
    -- [[unix ms, level, text] …]
    lines jsonb NOT NULL,
    PRIMARY KEY (run, first),
    FOREIGN KEY (project, run) REFERENCES run (project, id) ON DELETE CASCADE
  )`,
  OUTBOX_TABLE,
]

export class Runs20261123T1200 implements MigrationInterface {
  name = 'Runs1795435200000'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.')
  }
}
