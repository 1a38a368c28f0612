import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Actor } from './actor.js'

export const registry = new Registry()

/** Sweeps and reconcilers work at any time; what a person's request costs is counted apart from them. */
export const whomFor = (actor: Actor | undefined) => (actor && actor.role !== 'service' ? 'request' : 'itself')

collectDefaultMetrics({ register: registry })

export const rpcsServed = new Counter({
  name: 'fovea_rpcs_served_total',
  help: 'gRPC calls answered, by method, status code and whom they are for: a request of a person, or the platform itself.',
  labelNames: ['method', 'code', 'for'],
  registers: [registry],
})

export const rpcSeconds = new Histogram({
  name: 'fovea_rpc_seconds',
  help: 'Seconds to answer a gRPC call, by method.',
  labelNames: ['method'],
  buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
  registers: [registry],
})

export const sqlStatements = new Counter({
  name: 'fovea_sql_statements_total',
  help: 'SQL statements sent to PostgreSQL, transaction brackets left out, by whom they are for.',
  labelNames: ['for'],
  registers: [registry],
})

export const storeReads = new Counter({
  name: 'fovea_store_reads_total',
  help: 'Requests to the object store that read something of one object, by whom they are for.',
  labelNames: ['for'],
  registers: [registry],
})

export const stepsDone = new Counter({
  name: 'fovea_steps_total',
  help: 'Queue steps, by queue and outcome (done, failed).',
  labelNames: ['queue', 'outcome'],
  registers: [registry],
})

export const outboxWaiting = new Gauge({
  name: 'fovea_outbox_waiting',
  help: 'Facts written but not yet delivered.',
  registers: [registry],
})
