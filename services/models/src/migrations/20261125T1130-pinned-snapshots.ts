import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Snapshots that people keep from retention. */
export class PinnedSnapshots20261125T1130 implements MigrationInterface {
  name = 'PinnedSnapshots1795606200000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE snapshot ADD COLUMN is_pinned boolean NOT NULL DEFAULT false`)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a copy of the database to go back.')
  }
}
