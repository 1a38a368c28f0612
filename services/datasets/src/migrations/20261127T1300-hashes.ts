import type { MigrationInterface, QueryRunner } from 'typeorm'

/** A hash says by which algorithm it was made: docs/decisions/0028. */
export class Hashes1795784400000 implements MigrationInterface {
  name = 'Hashes1795784400000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE shard RENAME COLUMN sha256 TO hash')
    await runner.query("UPDATE shard SET hash = 'sha256:' || hash WHERE hash <> ''")
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.')
  }
}
