import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { parseArgs } from 'node:util'
import { Failure } from './failure.mjs'

/** Wrong words on the command line: exit code 2. */
export class UsageFailure extends Failure {}

const OPTIONS = {
  home: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  'data-root': { type: 'string', multiple: true },
  detach: { type: 'boolean' },
  only: { type: 'string' },
  supervised: { type: 'boolean' },
  json: { type: 'boolean' },
  follow: { type: 'boolean', short: 'f' },
  help: { type: 'boolean', short: 'h' },
}

/** @param {string[]} words @param {(keyof typeof OPTIONS)[]} allowed */
export function readOptions(words, allowed) {
  const options = Object.fromEntries([...allowed, 'home', 'help'].map(name => [name, OPTIONS[name]]))
  try {
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true })
    return { ...values, rest: positionals }
  } catch (error) {
    throw new UsageFailure(`${error.message.split('\n')[0]} Try: ./fovea help`)
  }
}

export function readPort(text) {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new UsageFailure(`--port must be a number from 1 to 65535, not ${text}.`)
  return port
}

/** Interface that the console listens on. */
export function readHost(text) {
  const own = Object.values(networkInterfaces()).flatMap(list => list.map(({ address }) => address))
  if (isIP(text) === 0 || !(['0.0.0.0', '::'].includes(text) || isLoopback(text) || own.includes(text)))
    throw new UsageFailure(`--host must be an address of this machine, such as 0.0.0.0 for all, not ${text}.`)
  return text
}

/** Whether only this machine reaches a port on this interface; on any other people must sign in. */
export const isLoopback = host => host === '::1' || /^127\./.test(host)
