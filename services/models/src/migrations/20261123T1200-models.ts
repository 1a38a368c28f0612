import { OUTBOX_TABLE } from '@fovea/service-kit'
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Models20261123T1200 implements MigrationInterface {
  // TypeORM orders migrations by the milliseconds at the end of their names.
  name = 'Models1795435200000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(OUTBOX_TABLE)
    await runner.query(`CREATE TABLE model (
      id uuid PRIMARY KEY,
      project uuid NOT NULL,
      name text NOT NULL,
      dataset uuid NOT NULL,
      network_name text NOT NULL,
      network_text text NOT NULL,
      solver jsonb NOT NULL,
      parameters bigint NOT NULL,
      created_by text NOT NULL,
      idempotency_key text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      deleted_at timestamptz,
      revision integer NOT NULL DEFAULT 1,
      UNIQUE (project, id),
      UNIQUE (project, idempotency_key)
    )`)
    await runner.query('CREATE UNIQUE INDEX model_name ON model (project, name) WHERE deleted_at IS NULL')
    await runner.query('CREATE INDEX model_deleted ON model (deleted_at) WHERE deleted_at IS NOT NULL')
    // Written before a dataset is asked to be held, so that a hold whose model never came can be given back.
    await runner.query(`CREATE TABLE dataset_hold (
      model uuid PRIMARY KEY,
      project uuid NOT NULL,
      dataset uuid NOT NULL,
      model_name text NOT NULL,
      made_at timestamptz NOT NULL DEFAULT now()
    )`)
    await runner.query(`CREATE TABLE snapshot (
      id uuid PRIMARY KEY,
      project uuid NOT NULL,
      run uuid NOT NULL,
      model uuid NOT NULL,
      iteration bigint NOT NULL,
      epoch double precision NOT NULL,
      weights_key text NOT NULL,
      weights_sha256 text NOT NULL,
      weights_bytes bigint NOT NULL,
      state_key text NOT NULL,
      state_sha256 text NOT NULL,
      state_bytes bigint NOT NULL,
      val_loss double precision,
      val_accuracy double precision,
      val_balanced_accuracy double precision,
      onnx_key text NOT NULL,
      is_best boolean NOT NULL DEFAULT false,
      is_newest boolean NOT NULL DEFAULT false,
      created_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (project, run, iteration),
      FOREIGN KEY (project, model) REFERENCES model (project, id) ON DELETE CASCADE
    )`)
    await runner.query('CREATE INDEX snapshot_model ON snapshot (project, model)')
    // Objects that no row needs any more; written with the change that let them go, emptied by the sweep.
    await runner.query(`CREATE TABLE doomed_object (key text PRIMARY KEY, made_at timestamptz NOT NULL DEFAULT now())`)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a copy of the database to go back.')
  }
}
