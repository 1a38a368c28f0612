import type { MigrationInterface, QueryRunner } from 'typeorm'

/** When something last happened to a model, so that lists can be sorted by it. */
export class Activity20261125T1200 implements MigrationInterface {
  name = 'Activity1795608000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE model ADD COLUMN active_at timestamptz`)
    await runner.query(`UPDATE model SET active_at = greatest(created_at,
      (SELECT max(created_at) FROM snapshot WHERE snapshot.project = model.project AND snapshot.model = model.id))`)
    await runner.query(
      `ALTER TABLE model ALTER COLUMN active_at SET NOT NULL, ALTER COLUMN active_at SET DEFAULT now()`,
    )
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a copy of the database to go back.')
  }
}
