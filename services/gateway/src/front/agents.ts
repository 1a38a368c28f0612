import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'

/**
 * Servers behind the door close a connection that nobody used for some seconds, Node's after five; what is sent at that very moment is lost. Ours
 * are given up well before.
 */
const KEPT = { keepAlive: true, timeout: 2_000 }

const agents = { http: new HttpAgent(KEPT), https: new HttpsAgent(KEPT) }

/** Connections to where a request is handed on. */
export const agentFor = (target: string) => (target.startsWith('https:') ? agents.https : agents.http)
