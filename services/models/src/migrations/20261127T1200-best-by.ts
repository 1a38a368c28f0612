import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The figure that says which snapshot of a run is the best. */
export class BestBy20261127T1200 implements MigrationInterface {
  name = 'BestBy1795780800000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE snapshot ADD COLUMN best_by text')
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a copy of the database to go back.')
  }
}
