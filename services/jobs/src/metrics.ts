import { registry } from '@fovea/service-kit'
import { Counter } from 'prom-client'

export const pointsStored = new Counter({
  name: 'fovea_points_stored_total',
  help: 'Points taken in from workers.',
  registers: [registry],
})

export const attemptsStarted = new Counter({
  name: 'fovea_attempts_started_total',
  help: 'Attempts handed to the launcher.',
  registers: [registry],
})

export const attemptsLost = new Counter({
  name: 'fovea_attempts_lost_total',
  help: 'Attempts whose process ended without telling its end.',
  registers: [registry],
})
