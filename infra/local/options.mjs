import { parseArgs } from 'node:util'
import { Failure } from './failure.mjs'

/** Wrong words on the command line: exit code 2. */
export class UsageFailure extends Failure {}

const OPTIONS = {
  home: { type: 'string' },
  port: { type: 'string' },
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
