import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Sources of every kind: where a dataset comes from, where the bytes of a source are, and uploads on their way. */
export class Sources1795608000000 implements MigrationInterface {
  name = 'Sources1795608000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE upload (
      id uuid PRIMARY KEY,
      project uuid NOT NULL,
      name text NOT NULL,
      format text NOT NULL,
      pieces integer NOT NULL,
      bytes bigint NOT NULL,
      kept integer[] NOT NULL DEFAULT '{}',
      idempotency_key text NOT NULL,
      created_by text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (project, id),
      UNIQUE (project, idempotency_key)
    )`)
    await runner.query(`ALTER TABLE dataset
      ADD COLUMN origin jsonb,
      ADD COLUMN upload uuid,
      ADD COLUMN mirror boolean NOT NULL DEFAULT false,
      ADD COLUMN chosen_classes text[] NOT NULL DEFAULT '{}',
      ADD COLUMN merged_classes jsonb NOT NULL DEFAULT '[]',
      ADD COLUMN min_per_class integer NOT NULL DEFAULT 0,
      ADD COLUMN max_per_class integer NOT NULL DEFAULT 0,
      ADD FOREIGN KEY (project, upload) REFERENCES upload (project, id)`)
    await runner.query(`UPDATE dataset SET origin = jsonb_build_object('kind', 'folder', 'folder', folder)`)
    await runner.query('ALTER TABLE dataset ALTER COLUMN origin SET NOT NULL')
    await runner.query(`ALTER TABLE source
      ADD COLUMN classes text[] NOT NULL DEFAULT '{}',
      ADD COLUMN bytes jsonb`)
    await runner.query(`UPDATE source s SET classes = d.classes,
        bytes = jsonb_build_object('kind', 'place', 'root', d.root, 'folder', d.folder)
      FROM dataset d WHERE d.project = s.project AND d.source = s.id`)
    await runner.query('CREATE INDEX dataset_upload ON dataset (project, upload)')
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.')
  }
}
