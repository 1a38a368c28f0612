import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What people write beside a model: the group that it stands in, and notes. */
export class GroupsAndNotes20261125T1100 implements MigrationInterface {
  name = 'GroupsAndNotes1795604400000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE model ADD COLUMN group_name text NOT NULL DEFAULT '', ADD COLUMN notes text NOT NULL DEFAULT ''`,
    )
    await runner.query(`CREATE INDEX model_group ON model (project, group_name) WHERE deleted_at IS NULL`)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a copy of the database to go back.')
  }
}
