import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The request that made a run, so that what its processes say can be followed back to it. */
export class RequestId20261124T0000 implements MigrationInterface {
  name = 'RequestId1795478400000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE run ADD COLUMN request_id text NOT NULL DEFAULT ''`)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.')
  }
}
