import { Module } from '@nestjs/common'
import { IdentifyService } from '../auth/identify.service.js'
import { AccountsRepository } from './accounts.repository.js'
import { AccountsService } from './accounts.service.js'
import { AdministratorService } from './administrator.service.js'
import { AttemptsService } from './attempts.service.js'
import { AuditRepository } from './audit.repository.js'
import { CallersRepository } from './callers.repository.js'
import { LinksRepository } from './links.repository.js'
import { ProjectsRepository } from './projects.repository.js'
import { SignInController } from './sign-in.controller.js'
import { TokensRepository } from './tokens.repository.js'

export const ACCOUNTS = Symbol('accounts')

/** What resolvers need of the accounts. */
export interface Accounts {
  projects: ProjectsRepository
  links: LinksRepository
  tokens: TokensRepository
  audit: AuditRepository
  identify: IdentifyService
}

@Module({
  controllers: [SignInController],
  providers: [
    AccountsRepository,
    AccountsService,
    AdministratorService,
    AttemptsService,
    AuditRepository,
    CallersRepository,
    IdentifyService,
    LinksRepository,
    ProjectsRepository,
    TokensRepository,
    {
      provide: ACCOUNTS,
      inject: [ProjectsRepository, LinksRepository, TokensRepository, AuditRepository, IdentifyService],
      useFactory: (
        projects: ProjectsRepository,
        links: LinksRepository,
        tokens: TokensRepository,
        audit: AuditRepository,
        identify: IdentifyService,
      ): Accounts => ({ projects, links, tokens, audit, identify }),
    },
  ],
  exports: [ACCOUNTS, IdentifyService],
})
export class AccountsModule {}
