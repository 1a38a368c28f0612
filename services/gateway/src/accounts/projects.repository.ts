import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { v7, validate } from 'uuid'
import type { Project, Role } from '../auth/caller.js'
import { LOCAL_PROJECT } from '../auth/local.js'

export interface Membership {
  project: Project
  role: Role
}

export interface Member {
  id: string
  name: string
  role: Role
  since: Date
}

/** What came of a change of a member. */
export type MemberChange = 'changed' | 'gone' | 'last-admin'

/** Projects and who is in them. */
@Injectable()
export class ProjectsRepository {
  constructor(private readonly database: DataSource) {}

  /** The local one first, then by name; all of them for an administrator or the local user. */
  async membershipsOf(account: string | undefined, isAdministrator: boolean): Promise<Membership[]> {
    const rows: (Project & { role: Role })[] = await this.database.query(
      `SELECT project.id, project.handle, project.name, CASE WHEN $2 THEN 'admin' ELSE member.role END AS role
       FROM project LEFT JOIN member ON member.project = project.id AND member.account = $1
       WHERE $2 OR member.role IS NOT NULL ORDER BY (project.id = '${LOCAL_PROJECT.id}') DESC, project.name LIMIT 500`,
      [account ?? null, isAdministrator],
    )
    return rows.map(({ role, ...project }) => ({ project, role }))
  }

  /** Undefined when the handle is taken. */
  async create(handle: string, name: string, createdBy: string, account?: string): Promise<Project | undefined> {
    return this.database.transaction(async manager => {
      const [project] = await manager.query(
        `INSERT INTO project (id, handle, name, created_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING RETURNING id, handle, name`,
        [v7(), handle, name, createdBy],
      )
      if (project && account)
        await manager.query(`INSERT INTO member (project, account, role) VALUES ($1, $2, 'admin')`, [
          project.id,
          account,
        ])
      return project
    })
  }

  async members(project: string): Promise<Member[]> {
    return this.database.query(
      `SELECT account.id, account.name, member.role, member.since
       FROM member JOIN account ON account.id = member.account WHERE member.project = $1 ORDER BY lower(account.name)`,
      [project],
    )
  }

  /** A null role takes the member out. A project keeps an admin. */
  async change(project: string, account: string, role: Role | null): Promise<MemberChange> {
    if (!validate(account)) return 'gone'
    return this.database.transaction(async manager => {
      // One change of a project's members at a time: two last admins must not go at once.
      const rows: { account: string; role: Role }[] = await manager.query(
        'SELECT account, role FROM member WHERE project = $1 ORDER BY account FOR UPDATE',
        [project],
      )
      const one = rows.find(row => row.account === account)
      if (!one) return 'gone'
      const others = rows.filter(row => row !== one && row.role === 'admin')
      if (one.role === 'admin' && role !== 'admin' && others.length === 0) return 'last-admin'
      if (role)
        await manager.query('UPDATE member SET role = $3 WHERE project = $1 AND account = $2', [project, account, role])
      else await manager.query('DELETE FROM member WHERE project = $1 AND account = $2', [project, account])
      return 'changed'
    })
  }
}
