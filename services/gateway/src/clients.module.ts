import { Shutdown } from '@fovea/service-kit'
import { Module } from '@nestjs/common'
import { makeClients } from './clients.js'
import { config } from './config.js'

export const CLIENTS = Symbol('clients')

@Module({
  providers: [
    {
      provide: CLIENTS,
      inject: [Shutdown],
      useFactory: (shutdown: Shutdown) => {
        const clients = makeClients(config)
        shutdown.last(() => {
          for (const client of Object.values(clients)) client.close()
        })
        return clients
      },
    },
  ],
  exports: [CLIENTS],
})
export class ClientsModule {}
