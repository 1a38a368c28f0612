import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What a run begins with, and what its network costs an image, so that its speed tells something about other networks. */
export class InitialWeights20261127T1000 implements MigrationInterface {
  name = 'InitialWeights1795773600000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE run ADD COLUMN initial jsonb, ADD COLUMN flops double precision NOT NULL DEFAULT 0`)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.')
  }
}
