import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The snapshot whose weights a model begins with: what is taken of it, and what its own copy of the file holds. */
export class InitialWeights20261127T1000 implements MigrationInterface {
  name = 'InitialWeights1795773600000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE model ADD COLUMN initial jsonb, ADD COLUMN initial_source jsonb`)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a copy of the database to go back.')
  }
}
