import { AppError } from '@fovea/service-kit'
import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import type { Caller } from '../auth/caller.js'
import { AccountsRepository } from './accounts.repository.js'
import { AttemptsService } from './attempts.service.js'
import { AuditRepository } from './audit.repository.js'
import { LinksRepository } from './links.repository.js'
import { accountNameFault } from './names.js'
import { hashPassword, isPassword, passwordFault } from './passwords.js'

/** From where, and as part of which request. */
export interface Origin {
  address: string
  requestId: string
}

/** A refusal of the sign-in page: which field, what to do, how long to wait. */
export interface SignInRefusal {
  code: 'wrong' | 'wait' | 'invalid' | 'name-taken' | 'gone'
  field?: 'name' | 'password' | 'current'
  message: string
  waitSeconds?: number
}

export type SignedIn = { session: string; handle?: string }

const isRefusal = (answer: SignedIn | SignInRefusal): answer is SignInRefusal => 'code' in answer

/** Signing in, and coming in by an invitation. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: DataSource,
    private readonly accounts: AccountsRepository,
    private readonly links: LinksRepository,
    private readonly attempts: AttemptsService,
    private readonly audit: AuditRepository,
  ) {}

  async signIn(name: string, password: string, origin: Origin): Promise<SignedIn | SignInRefusal> {
    const counted = { name, address: origin.address }
    const wait = await this.attempts.begin(counted)
    const answer = wait.seconds > 0 ? tooMany(wait.seconds) : await this.checked(counted, password)
    // Anybody can go on trying without end: the trail tells of that once.
    if (wait.seconds === 0 || wait.isFirst) await this.tell(name, 'sign-in', '', answer, origin)
    return answer
  }

  async signOut(caller: Caller, secret: string, origin: Origin): Promise<void> {
    await this.accounts.closeSession(secret)
    await this.tell(caller.name, 'sign-out', '', undefined, origin)
  }

  /** Ends the other sessions of this account: whoever had the old password is out. */
  async changePassword(caller: Caller, secret: string, current: string, next: string, origin: Origin) {
    const answer = await this.changed(caller, secret, current, next, origin)
    await this.tell(caller.name, 'change-password', '', answer, origin)
    return answer
  }

  private async changed(caller: Caller, secret: string, current: string, next: string, { address }: Origin) {
    const account = caller.account ? await this.accounts.byId(caller.account) : undefined
    if (!account) throw new AppError('forbidden', 'Only a person who signed in has a password.')
    const wait = await this.attempts.begin({ name: account.name, address })
    if (wait.seconds > 0) return tooMany(wait.seconds)
    if (!(await isPassword(current, account.password)))
      return { code: 'wrong', field: 'current', message: 'This is not the current password.' } satisfies SignInRefusal
    await this.attempts.succeeded({ name: account.name, address })
    const fault = passwordFault(next, account.name)
    if (fault) return { code: 'invalid', field: 'password', message: fault } satisfies SignInRefusal
    await this.accounts.changePassword(account.id, await hashPassword(next), secret)
    return undefined
  }

  /** What the page of an invitation shows before anything is typed. */
  async invitation(secret: string) {
    const open = await this.links.openInvitation(secret)
    return open && { project: open.project.name, role: open.role, invitedBy: open.createdBy }
  }

  /** A new account for who has none here; the signed-in person's own otherwise. */
  async accept(
    secret: string,
    given: { caller: Caller | undefined; name: string; password: string },
    origin: Origin,
  ): Promise<SignedIn | SignInRefusal> {
    const name = given.caller?.name ?? given.name
    const answer = given.caller?.account
      ? await this.join(secret, async () => given.caller?.account)
      : await this.joinAsNew(secret, given.name, given.password, origin.address)
    // What a stranger types in vain is nobody's deed.
    if (given.caller || !isRefusal(answer)) await this.tell(name, 'accept-invitation', '', answer, origin)
    return answer
  }

  private async joinAsNew(secret: string, name: string, password: string, address: string) {
    const fault = accountNameFault(name)
    if (fault) return { code: 'invalid', field: 'name', message: fault } satisfies SignInRefusal
    const weak = passwordFault(password, name)
    if (weak) return { code: 'invalid', field: 'password', message: weak } satisfies SignInRefusal
    const wait = await this.attempts.begin({ name: `invitation of ${name}`, address })
    if (wait.seconds > 0) return tooMany(wait.seconds)
    const hashed = await hashPassword(password)
    return this.join(secret, manager => this.accounts.insert(manager, name, hashed))
  }

  private async join(
    secret: string,
    find: (manager: Parameters<AccountsRepository['insert']>[0]) => Promise<string | undefined>,
  ): Promise<SignedIn | SignInRefusal> {
    const joined = await this.database.transaction(async manager => {
      const open = await this.links.openInvitation(secret, manager)
      if (!open) return GONE
      const account = await find(manager)
      if (!account) return NAME_TAKEN
      await this.links.accept(manager, open, account)
      return { account, handle: open.project.handle }
    })
    if ('code' in joined) return joined
    return { session: await this.accounts.openSession(joined.account), handle: joined.handle }
  }

  private async checked(
    counted: { name: string; address: string },
    password: string,
  ): Promise<SignedIn | SignInRefusal> {
    const account = await this.accounts.byName(counted.name)
    const isRight = await isPassword(password, account?.password)
    if (!account || !isRight) return { code: 'wrong', message: 'This name and password do not belong together.' }
    await this.attempts.succeeded(counted)
    return { session: await this.accounts.openSession(account.id) }
  }

  private tell(
    actor: string,
    action: string,
    subject: string,
    answer: SignedIn | SignInRefusal | undefined,
    origin: Origin,
  ) {
    const outcome = answer && isRefusal(answer) ? answer.code : 'done'
    return this.audit.write({ actor, action, subject, outcome, ...origin })
  }
}

export const GONE: SignInRefusal = {
  code: 'gone',
  message: 'This invitation was used already, was taken back, or is over. Ask for a new one.',
}
const NAME_TAKEN: SignInRefusal = {
  code: 'name-taken',
  field: 'name',
  message: 'Somebody has this name already. Choose another, or sign in first if it is yours.',
}

const tooMany = (waitSeconds: number): SignInRefusal => ({
  code: 'wait',
  message: `Too many tries. Wait ${waitSeconds < 90 ? `${waitSeconds} s` : `${Math.ceil(waitSeconds / 60)} min`}, then try again.`,
  waitSeconds,
})
