import { LOGGER, type Logger } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'

/** Who did what, in which project, from where, and what came of it. */
export interface Deed {
  project?: string
  actor: string
  /** The mutation's name, or sign-in, sign-out, change-password, accept-invitation. */
  action: string
  /** Id or name of what it was done to; empty where there is none. */
  subject: string
  /** done, failed, or the code of a refusal. */
  outcome: string
  address: string
  requestId: string
}

export interface AuditEntry extends Omit<Deed, 'project'> {
  id: string
  at: Date
}

/** Longest text of a column: subjects are what people typed. */
const LONGEST = 200

const short = (text: string) => text.slice(0, LONGEST).replaceAll('\u0000', '')

/** The audit trail: only ever added to, which the table itself sees to. */
@Injectable()
export class AuditRepository {
  constructor(
    private readonly database: DataSource,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Never fails: what was done stays done, and the log then has the deed. */
  async write(deed: Deed): Promise<void> {
    const { project, actor, action, subject, outcome, address, requestId } = deed
    try {
      await this.database.query(
        `INSERT INTO audit (project, actor, action, subject, outcome, address, request_id) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [project || null, short(actor), action, short(subject), short(outcome), short(address), requestId],
      )
    } catch (error) {
      this.logger.error({ err: error, deed }, 'a deed is missing in the audit trail')
    }
  }

  /**
   * Newest first, before the cursor: deeds in the project, and sign-ins of its members.
   * An administrator sees those of everybody, and the failed ones of nobody.
   */
  async page(project: string, first: number, before: string, isAdministrator: boolean): Promise<AuditEntry[]> {
    return this.database.query(
      `SELECT id, at, actor, action, subject, outcome, address, request_id AS "requestId" FROM audit
       WHERE ($3 = '' OR id < $3::bigint) AND (project = $1 OR project IS NULL AND ($4 OR actor IN (
         SELECT account.name FROM account JOIN member ON member.account = account.id WHERE member.project = $1)))
       ORDER BY id DESC LIMIT $2`,
      [project, first, /^\d{1,18}$/.test(before) ? before : '', isAdministrator],
    )
  }
}
