import { LOGGER, type Logger } from '@fovea/service-kit'
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { demandsSignIn } from '../auth/identify.service.js'
import { config } from '../config.js'
import { AccountsRepository } from './accounts.repository.js'
import { hashPassword, isPassword } from './passwords.js'

const NAME = 'admin'

/** Sees to it that somebody can come in, before the door opens. */
@Injectable()
export class AdministratorService implements OnModuleInit {
  constructor(
    private readonly accounts: AccountsRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** A password that was changed on the page stays, until the environment gives another one than before. */
  async onModuleInit(): Promise<void> {
    if (!demandsSignIn) return
    const given = config.FOVEA_ADMIN_PASSWORD
    const known = await this.accounts.givenPassword(NAME)
    if (given === '' && known) return
    if (given.length < 10)
      throw new Error(
        'This platform is open to others, so people must sign in: give the password of the account "admin", of at least 10 characters, in FOVEA_ADMIN_PASSWORD.',
      )
    if (known && (await isPassword(given, known.given))) return
    await this.accounts.setAdministrator(NAME, await hashPassword(given))
    this.logger.info({ account: NAME }, known ? 'the administrator has a new password' : 'the administrator is made')
  }
}
