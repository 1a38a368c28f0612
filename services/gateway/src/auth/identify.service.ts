import { Injectable } from '@nestjs/common'
import { AccountsRepository } from '../accounts/accounts.repository.js'
import { CallersRepository } from '../accounts/callers.repository.js'
import { kindOf } from '../accounts/secret.js'
import { config } from '../config.js'
import type { Caller } from './caller.js'
import { isLoopback, LOCAL_CALLER, LOCAL_PROJECT } from './local.js'

/** Whether people must say who they are: on every port that others can reach. */
export const demandsSignIn = !isLoopback(config.FOVEA_HOST || config.FOVEA_BIND)

/** Who sends a request, and what that one may do in the project that it is about. */
@Injectable()
export class IdentifyService {
  constructor(
    private readonly callers: CallersRepository,
    private readonly accounts: AccountsRepository,
  ) {}

  /** `wanted` is a project's handle or id; empty = the caller's first. Undefined for nobody. */
  async identify(secret: string | undefined, wanted = ''): Promise<Caller | undefined> {
    const kind = kindOf(secret ?? '')
    if (secret !== undefined && kind === 'token') {
      const caller = await this.callers.byToken(secret, wanted)
      if (caller?.isStale) await this.callers.sawToken(secret)
      return caller
    }
    if (secret !== undefined && kind === 'guest') return this.callers.byGuestLink(secret, wanted)
    // A cookie may be left of a time when the platform was open to others; a wrong token is refused here too.
    if (!demandsSignIn) return secret === undefined || kind === 'session' ? this.local(wanted) : undefined
    if (secret === undefined || kind !== 'session') return undefined
    const caller = await this.callers.bySession(secret, wanted)
    if (caller?.isStale) await this.accounts.sawSession(secret)
    return caller
  }

  private async local(wanted: string): Promise<Caller> {
    if (wanted === '' || wanted === LOCAL_PROJECT.handle || wanted === LOCAL_PROJECT.id) return LOCAL_CALLER
    const project = await this.callers.projectNamed(wanted)
    return { ...LOCAL_CALLER, right: project && { project, role: 'admin' } }
  }
}
