import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { type Caller, lesser, type Project, type Role } from '../auth/caller.js'
import { LOCAL_PROJECT } from '../auth/local.js'
import { LIVE_SESSION } from './accounts.repository.js'
import { hashOf } from './secret.js'

interface ProjectColumns {
  project: string | null
  handle: string
  project_name: string
}

const projectOf = ({ project, handle, project_name }: ProjectColumns): Project => ({
  id: project as string,
  handle,
  name: project_name,
})

/** `$2` is the handle or the id of the wanted project; empty = the local one, else the oldest. */
const WANTED = `(project.handle = $2 OR project.id::text = $2 OR $2 = '')`
const FIRST = `ORDER BY (project.id = '${LOCAL_PROJECT.id}') DESC, project.created_at LIMIT 1`
const PROJECT = 'project.id AS project, project.handle, project.name AS project_name'

/** Who stands behind a secret, with the right in one project: one statement a request. */
@Injectable()
export class CallersRepository {
  constructor(private readonly database: DataSource) {}

  async bySession(secret: string, wanted: string): Promise<(Caller & { isStale: boolean }) | undefined> {
    const [row] = await this.database.query(
      `SELECT account.id, account.name, account.is_administrator, reach.*,
              session.seen_at < now() - interval '1 minute' AS is_stale
       FROM session JOIN account ON account.id = session.account
       LEFT JOIN LATERAL (
         SELECT ${PROJECT}, CASE WHEN account.is_administrator THEN 'admin' ELSE member.role END AS role
         FROM project LEFT JOIN member ON member.project = project.id AND member.account = account.id
         WHERE (account.is_administrator OR member.role IS NOT NULL) AND ${WANTED} ${FIRST}
       ) reach ON true
       WHERE session.hash = $1 AND ${LIVE_SESSION}`,
      [hashOf(secret), wanted],
    )
    if (!row) return undefined
    return {
      kind: 'account',
      name: row.name,
      account: row.id,
      isAdministrator: row.is_administrator,
      isStale: row.is_stale,
      right: row.project ? { project: projectOf(row), role: row.role } : undefined,
    }
  }

  /** A token never has more rights than its maker has now. */
  async byToken(secret: string, wanted: string): Promise<(Caller & { isStale: boolean }) | undefined> {
    const [row] = await this.database.query(
      `SELECT token.name, token.role, token.account, token.created_by, ${PROJECT}, ${WANTED} AS is_wanted,
              CASE WHEN account.is_administrator THEN 'admin' ELSE member.role END AS maker_role,
              coalesce(token.used_at, '-infinity') < now() - interval '1 minute' AS is_stale
       FROM token JOIN project ON project.id = token.project
       LEFT JOIN account ON account.id = token.account
       LEFT JOIN member ON member.project = token.project AND member.account = token.account
       WHERE token.hash = $1 AND (token.expires_at IS NULL OR token.expires_at > now())
         AND (token.account IS NULL OR account.is_administrator OR member.role IS NOT NULL)`,
      [hashOf(secret), wanted],
    )
    if (!row) return undefined
    const role: Role = row.account ? lesser(row.role, row.maker_role) : row.role
    return {
      kind: 'token',
      name: `${row.name} (${row.created_by})`,
      account: row.account ?? undefined,
      isAdministrator: false,
      isStale: row.is_stale,
      right: row.is_wanted ? { project: projectOf(row), role } : undefined,
    }
  }

  async byGuestLink(secret: string, wanted: string): Promise<Caller | undefined> {
    const [row] = await this.database.query(
      `SELECT guest_link.run, ${PROJECT}, ${WANTED} AS is_wanted
       FROM guest_link JOIN project ON project.id = guest_link.project
       WHERE guest_link.hash = $1 AND guest_link.expires_at > now()`,
      [hashOf(secret), wanted],
    )
    if (!row) return undefined
    const right = row.is_wanted ? { project: projectOf(row), role: 'viewer' as const } : undefined
    return { kind: 'guest', name: 'guest', isAdministrator: false, right, run: row.run }
  }

  async projectNamed(wanted: string): Promise<Project | undefined> {
    const [row] = await this.database.query(`SELECT ${PROJECT} FROM project WHERE handle = $1 OR id::text = $1`, [
      wanted,
    ])
    return row && projectOf(row)
  }

  async sawToken(secret: string): Promise<void> {
    await this.database.query('UPDATE token SET used_at = now() WHERE hash = $1', [hashOf(secret)])
  }
}
