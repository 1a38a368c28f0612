import { OUTBOX_TABLE } from '@fovea/service-kit'
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Datasets1795435200000 implements MigrationInterface {
  name = 'Datasets1795435200000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(OUTBOX_TABLE)
    await runner.query(`CREATE TABLE source (
      id uuid PRIMARY KEY,
      project uuid NOT NULL,
      folder text NOT NULL,
      sha256 text NOT NULL,
      files integer NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (project, id),
      UNIQUE (project, folder, sha256)
    )`)
    await runner.query(`CREATE TABLE dataset (
      id uuid PRIMARY KEY,
      project uuid NOT NULL,
      name text NOT NULL,
      idempotency_key text NOT NULL,
      request_id text NOT NULL,
      state text NOT NULL DEFAULT 'QUEUED',
      reason text NOT NULL DEFAULT '',
      remedy text NOT NULL DEFAULT '',
      root text NOT NULL,
      folder text NOT NULL,
      source uuid,
      height integer NOT NULL,
      width integer NOT NULL,
      channels integer NOT NULL,
      resize text NOT NULL,
      validation_percent double precision NOT NULL,
      test_percent double precision NOT NULL,
      seed bigint NOT NULL,
      classes text[] NOT NULL DEFAULT '{}',
      counts jsonb,
      files_total integer NOT NULL DEFAULT 0,
      rejected jsonb NOT NULL DEFAULT '[]',
      rejected_count integer NOT NULL DEFAULT 0,
      disk_bytes bigint NOT NULL DEFAULT 0,
      mean_pixel double precision[] NOT NULL DEFAULT '{}',
      created_by text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      started_at timestamptz,
      ended_at timestamptz,
      deleted_at timestamptz,
      revision integer NOT NULL DEFAULT 1,
      is_tidy boolean NOT NULL DEFAULT false,
      lease_owner text,
      lease_until timestamptz,
      attempts integer NOT NULL DEFAULT 0,
      failures integer NOT NULL DEFAULT 0,
      progress_at timestamptz,
      window_at timestamptz,
      window_done integer NOT NULL DEFAULT 0,
      UNIQUE (project, id),
      UNIQUE (project, idempotency_key),
      FOREIGN KEY (project, source) REFERENCES source (project, id)
    )`)
    await runner.query('CREATE UNIQUE INDEX dataset_name ON dataset (project, name) WHERE deleted_at IS NULL')
    await runner.query('CREATE INDEX dataset_source ON dataset (project, source)')
    await runner.query(`CREATE INDEX dataset_unsettled ON dataset (id)
      WHERE state IN ('QUEUED', 'SCANNING', 'BUILDING', 'FINISHING') OR NOT is_tidy OR deleted_at IS NOT NULL`)
    await runner.query(`CREATE TABLE shard (
      project uuid NOT NULL,
      dataset uuid NOT NULL,
      number integer NOT NULL,
      split text NOT NULL,
      index integer NOT NULL,
      planned integer NOT NULL,
      progress integer NOT NULL DEFAULT 0,
      is_done boolean NOT NULL DEFAULT false,
      count integer NOT NULL DEFAULT 0,
      rejected integer NOT NULL DEFAULT 0,
      bytes bigint NOT NULL DEFAULT 0,
      sha256 text NOT NULL DEFAULT '',
      first_image bigint,
      lease_owner text,
      lease_until timestamptz,
      attempts integer NOT NULL DEFAULT 0,
      failures integer NOT NULL DEFAULT 0,
      PRIMARY KEY (dataset, number),
      FOREIGN KEY (project, dataset) REFERENCES dataset (project, id) ON DELETE CASCADE
    )`)
    await runner.query(`CREATE TABLE hold (
      project uuid NOT NULL,
      dataset uuid NOT NULL,
      model uuid NOT NULL,
      model_name text NOT NULL,
      PRIMARY KEY (project, dataset, model),
      FOREIGN KEY (project, dataset) REFERENCES dataset (project, id)
    )`)
    // Where to look for objects without a row, also after the last dataset of a project is gone.
    await runner.query('CREATE TABLE project (id uuid PRIMARY KEY)')
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.')
  }
}
