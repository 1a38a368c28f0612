import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { v7, validate } from 'uuid'
import type { Role } from '../auth/caller.js'
import { hashOf, makeSecret } from './secret.js'

export interface Token {
  id: string
  name: string
  role: Role
  createdBy: string
  createdAt: Date
  expiresAt: Date | null
  usedAt: Date | null
}

export interface NewToken {
  project: string
  account: string | undefined
  name: string
  role: Role
  createdBy: string
  /** Null: until it is revoked. */
  days: number | null
}

const COLUMNS = `id, name, role, created_by AS "createdBy", created_at AS "createdAt", expires_at AS "expiresAt", used_at AS "usedAt"`

/** API tokens, of which only a hash is kept. */
@Injectable()
export class TokensRepository {
  constructor(private readonly database: DataSource) {}

  /** Those that are over are shown for a month, so that people see why a script stopped. */
  async list(project: string): Promise<Token[]> {
    return this.database.query(
      `SELECT ${COLUMNS} FROM token WHERE project = $1 AND (expires_at IS NULL OR expires_at > now() - interval '30 days')
       ORDER BY id DESC LIMIT 500`,
      [project],
    )
  }

  /** Undefined when the name is taken. */
  async create({ project, account, name, role, createdBy, days }: NewToken) {
    const secret = makeSecret('token')
    const [token] = await this.database.query(
      `INSERT INTO token (id, project, account, name, role, hash, created_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(days => $8)) ON CONFLICT (project, name) DO NOTHING
       RETURNING ${COLUMNS}`,
      [v7(), project, account ?? null, name, role, hashOf(secret), createdBy, days],
    )
    return token ? { token: token as Token, secret } : undefined
  }

  /** The token that is gone now; undefined where there was none of this id in this project. */
  async remove(project: string, id: string): Promise<Token | undefined> {
    if (!validate(id)) return undefined
    const [rows] = await this.database.query(`DELETE FROM token WHERE project = $1 AND id = $2 RETURNING ${COLUMNS}`, [
      project,
      id,
    ])
    return rows[0]
  }
}
