import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import { v7 } from 'uuid'
import { LOCAL_PROJECT } from '../auth/local.js'
import { hashOf, makeSecret } from './secret.js'

/** A session that nobody used for so long is over, and any session after so many days. */
const IDLE = `interval '7 days'`
export const LONGEST_SESSION_SECONDS = 30 * 24 * 60 * 60

export interface Account {
  id: string
  name: string
  password: string
}

/** People and their sessions. */
@Injectable()
export class AccountsRepository {
  constructor(private readonly database: DataSource) {}

  async byName(name: string): Promise<Account | undefined> {
    const [row] = await this.database.query('SELECT id, name, password FROM account WHERE lower(name) = lower($1)', [
      name,
    ])
    return row
  }

  async byId(id: string): Promise<Account | undefined> {
    const [row] = await this.database.query('SELECT id, name, password FROM account WHERE id = $1', [id])
    return row
  }

  /** Undefined when the name is taken. */
  async insert(manager: EntityManager, name: string, password: string): Promise<string | undefined> {
    const rows = await manager.query(
      'INSERT INTO account (id, name, password) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id',
      [v7(), name, password],
    )
    return rows[0]?.id
  }

  /** What the environment gave as the administrator's password the last time; undefined while there is no such account. */
  async givenPassword(name: string): Promise<{ given: string } | undefined> {
    const [row] = await this.database.query(
      'SELECT given_password AS given FROM account WHERE lower(name) = lower($1)',
      [name],
    )
    return row
  }

  /** Makes the administrator, or gives him another password; his sessions end with the old one. */
  async setAdministrator(name: string, password: string): Promise<void> {
    await this.database.transaction(async manager => {
      const [{ id }] = await manager.query(
        `INSERT INTO account (id, name, password, given_password, is_administrator) VALUES ($1, $2, $3, $3, true)
         ON CONFLICT (lower(name)) DO UPDATE SET password = $3, given_password = $3, is_administrator = true RETURNING id`,
        [v7(), name, password],
      )
      await manager.query(
        `INSERT INTO member (project, account, role) VALUES ($1, $2, 'admin') ON CONFLICT DO NOTHING`,
        [LOCAL_PROJECT.id, id],
      )
      await manager.query('DELETE FROM session WHERE account = $1', [id])
    })
  }

  /** Ends all sessions but one. */
  async changePassword(account: string, password: string, kept: string): Promise<void> {
    await this.database.transaction(async manager => {
      await manager.query('UPDATE account SET password = $2 WHERE id = $1', [account, password])
      await manager.query('DELETE FROM session WHERE account = $1 AND hash <> $2', [account, hashOf(kept)])
    })
  }

  /** A new session's secret; what is over goes at the same time. */
  async openSession(account: string): Promise<string> {
    const secret = makeSecret('session')
    await this.database.query(`DELETE FROM session WHERE expires_at < now() OR seen_at < now() - ${IDLE}`)
    await this.database.query(
      `INSERT INTO session (hash, account, expires_at) VALUES ($1, $2, now() + make_interval(secs => $3))`,
      [hashOf(secret), account, LONGEST_SESSION_SECONDS],
    )
    return secret
  }

  async closeSession(secret: string): Promise<void> {
    await this.database.query('DELETE FROM session WHERE hash = $1', [hashOf(secret)])
  }

  /** Noted once a minute at most. */
  async sawSession(secret: string): Promise<void> {
    await this.database.query(
      `UPDATE session SET seen_at = now() WHERE hash = $1 AND seen_at < now() - interval '1 minute'`,
      [hashOf(secret)],
    )
  }
}

/** A session that still holds. */
export const LIVE_SESSION = `session.expires_at > now() AND session.seen_at > now() - ${IDLE}`
