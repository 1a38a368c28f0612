import type { MigrationInterface, QueryRunner } from 'typeorm'
import { LOCAL_PROJECT } from '../auth/local.js'

export class Accounts20261125T1100 implements MigrationInterface {
  // TypeORM orders migrations by the milliseconds at the end of their names.
  name = 'Accounts1795604400000'

  async up(runner: QueryRunner): Promise<void> {
    // `given_password`: argon2id of the password last given by the environment; another one given later replaces the account's own.
    await runner.query(`CREATE TABLE account (
      id uuid PRIMARY KEY,
      name text NOT NULL,
      password text NOT NULL,
      given_password text,
      is_administrator boolean NOT NULL DEFAULT false,
      created_at timestamptz NOT NULL DEFAULT now()
    )`)
    await runner.query('CREATE UNIQUE INDEX account_name ON account (lower(name))')
    await runner.query(`CREATE TABLE session (
      hash bytea PRIMARY KEY,
      account uuid NOT NULL REFERENCES account ON DELETE CASCADE,
      made_at timestamptz NOT NULL DEFAULT now(),
      seen_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL
    )`)
    await runner.query('CREATE INDEX session_account ON session (account)')
    await runner.query(`CREATE TABLE project (
      id uuid PRIMARY KEY,
      handle text NOT NULL UNIQUE,
      name text NOT NULL,
      created_by text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now()
    )`)
    const { id, handle, name } = LOCAL_PROJECT
    await runner.query(`INSERT INTO project (id, handle, name, created_by) VALUES ($1, $2, $3, 'local')`, [
      id,
      handle,
      name,
    ])
    const role = `role text NOT NULL CHECK (role IN ('viewer', 'editor', 'admin'))`
    const ofProject = 'project uuid NOT NULL REFERENCES project ON DELETE CASCADE'
    await runner.query(`CREATE TABLE member (
      ${ofProject},
      account uuid NOT NULL REFERENCES account ON DELETE CASCADE,
      ${role},
      since timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (project, account)
    )`)
    await runner.query('CREATE INDEX member_account ON member (account)')
    const madeBy = `created_by text NOT NULL, created_at timestamptz NOT NULL DEFAULT now()`
    // Without an account: made by the local user of a platform that asks nobody.
    await runner.query(`CREATE TABLE token (
      id uuid PRIMARY KEY,
      ${ofProject},
      account uuid REFERENCES account ON DELETE CASCADE,
      name text NOT NULL,
      ${role},
      hash bytea NOT NULL UNIQUE,
      ${madeBy},
      expires_at timestamptz,
      used_at timestamptz,
      UNIQUE (project, name)
    )`)
    await runner.query(`CREATE TABLE invitation (
      id uuid PRIMARY KEY,
      ${ofProject},
      ${role},
      hash bytea NOT NULL UNIQUE,
      ${madeBy},
      expires_at timestamptz NOT NULL
    )`)
    await runner.query(`CREATE TABLE guest_link (
      id uuid PRIMARY KEY,
      ${ofProject},
      run uuid NOT NULL,
      hash bytea NOT NULL UNIQUE,
      ${madeBy},
      expires_at timestamptz NOT NULL
    )`)
    await runner.query(`CREATE TABLE audit (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      at timestamptz NOT NULL DEFAULT now(),
      project uuid,
      actor text NOT NULL,
      action text NOT NULL,
      subject text NOT NULL,
      outcome text NOT NULL,
      address text NOT NULL,
      request_id text NOT NULL
    )`)
    await runner.query('CREATE INDEX audit_project ON audit (project, id DESC)')
    await runner.query(`CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the audit trail is only ever added to'; END $$`)
    await runner.query(`CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a copy of the database to go back.')
  }
}
