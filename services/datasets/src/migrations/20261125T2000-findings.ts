import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What is found in a dataset's images at the end of its build; null: built before that was done. */
export class Findings1795636800000 implements MigrationInterface {
  name = 'Findings1795636800000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE dataset ADD COLUMN findings jsonb')
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.')
  }
}
