import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import { v7, validate } from 'uuid'
import type { Project, Role } from '../auth/caller.js'
import { hashOf, makeSecret } from './secret.js'

export interface Invitation {
  id: string
  role: Role
  createdBy: string
  createdAt: Date
  expiresAt: Date
}

export interface GuestLink {
  id: string
  run: string
  createdBy: string
  createdAt: Date
  expiresAt: Date
}

export interface OpenInvitation {
  id: string
  role: Role
  createdBy: string
  project: Project
}

const MADE = 'created_by AS "createdBy", created_at AS "createdAt", expires_at AS "expiresAt"'
const LIVE = 'expires_at > now()'
const IN_DAYS = 'now() + make_interval(days => $6)'

/** Links by which others come in: invitations into a project, and guests' views of one run. What is over goes when a new one is made. */
@Injectable()
export class LinksRepository {
  constructor(private readonly database: DataSource) {}

  async invitations(project: string): Promise<Invitation[]> {
    return this.database.query(
      `SELECT id, role, ${MADE} FROM invitation WHERE project = $1 AND ${LIVE} ORDER BY id DESC LIMIT 200`,
      [project],
    )
  }

  async invite(project: string, role: Role, createdBy: string, days: number) {
    const secret = makeSecret('invitation')
    await this.database.query(`DELETE FROM invitation WHERE NOT ${LIVE}`)
    const [row] = await this.database.query(
      `INSERT INTO invitation (id, project, role, hash, created_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, ${IN_DAYS}) RETURNING id, role, ${MADE}`,
      [v7(), project, role, hashOf(secret), createdBy, days],
    )
    return { invitation: row as Invitation, secret }
  }

  /** What an invitation says before it is taken. */
  async openInvitation(secret: string, manager: Pick<EntityManager, 'query'> = this.database) {
    const [row] = await manager.query(
      `SELECT invitation.id, invitation.role, invitation.created_by AS "createdBy",
              json_build_object('id', project.id, 'handle', project.handle, 'name', project.name) AS project
       FROM invitation JOIN project ON project.id = invitation.project
       WHERE invitation.hash = $1 AND invitation.${LIVE} FOR UPDATE OF invitation`,
      [hashOf(secret)],
    )
    return row as OpenInvitation | undefined
  }

  /** Makes an account a member, once: the invitation is gone with it. A greater role is kept. */
  async accept(manager: EntityManager, { id, project, role }: OpenInvitation, account: string): Promise<void> {
    await manager.query('DELETE FROM invitation WHERE id = $1', [id])
    const rank = (of: string) => `array_position(ARRAY['viewer', 'editor', 'admin'], ${of})`
    await manager.query(
      `INSERT INTO member (project, account, role) VALUES ($1, $2, $3::text) ON CONFLICT (project, account) DO UPDATE
       SET role = CASE WHEN ${rank('member.role')} >= ${rank('$3::text')} THEN member.role ELSE $3::text END`,
      [project.id, account, role],
    )
  }

  async guestLinks(project: string): Promise<GuestLink[]> {
    return this.database.query(
      `SELECT id, run, ${MADE} FROM guest_link WHERE project = $1 AND ${LIVE} ORDER BY id DESC LIMIT 200`,
      [project],
    )
  }

  async linkGuests(project: string, run: string, createdBy: string, days: number) {
    const secret = makeSecret('guest')
    await this.database.query(`DELETE FROM guest_link WHERE NOT ${LIVE}`)
    const [row] = await this.database.query(
      `INSERT INTO guest_link (id, project, run, hash, created_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, ${IN_DAYS}) RETURNING id, run, ${MADE}`,
      [v7(), project, run, hashOf(secret), createdBy, days],
    )
    return { link: row as GuestLink, secret }
  }

  /** False where there is none of this id in this project. */
  async remove(kind: 'invitation' | 'guest_link', project: string, id: string): Promise<boolean> {
    if (!validate(id)) return false
    const [, count] = await this.database.query(`DELETE FROM ${kind} WHERE project = $1 AND id = $2`, [project, id])
    return count > 0
  }
}
