import { KitModule } from '@fovea/service-kit'
import { Module } from '@nestjs/common'
import { AccountsModule } from './accounts/accounts.module.js'
import { ClientsModule } from './clients.module.js'
import { config } from './config.js'
import { database } from './database.js'
import { graphqlModule } from './graphql/graphql.module.js'
import { DownloadsController } from './media/downloads.controller.js'
import { MediaController } from './media/media.controller.js'
import { TakeAwayController } from './media/take-away.controller.js'

@Module({
  imports: [KitModule.with({ config, database }), AccountsModule, ClientsModule, graphqlModule],
  controllers: [MediaController, DownloadsController, TakeAwayController],
})
export class AppModule {}
