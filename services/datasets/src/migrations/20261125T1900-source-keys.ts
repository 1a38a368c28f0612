import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Keys of other people's buckets, sealed: there while a dataset's source is still to be read, gone with the dataset at the latest. */
export class SourceKeys1795633200000 implements MigrationInterface {
  name = 'SourceKeys1795633200000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE source_keys (
      project uuid NOT NULL,
      dataset uuid NOT NULL,
      sealed bytea NOT NULL,
      PRIMARY KEY (project, dataset),
      FOREIGN KEY (project, dataset) REFERENCES dataset (project, id) ON DELETE CASCADE
    )`)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.')
  }
}
