import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { readJson, writeJson } from '../files.mjs'

const MAKERS = {
  homeId: randomUUID,
  postgresPassword: secret,
  valkeyPassword: secret,
  s3AccessKey: () => randomBytes(10).toString('hex'),
  s3SecretKey: secret,
  signingKey: secret,
  adminPassword: secret,
  actorKey: secret,
  sealKey: secret,
  consolePassword: readable,
}

function secret() {
  return randomBytes(32).toString('hex')
}

/** 20 letters and digits that people can type: 99 bits, none that look alike. */
function readable() {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const four = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return Array.from({ length: 5 }, four).join('-')
}

/** The secrets of a home, made once and kept in a file that only its owner can read. */
export function openSecrets(home) {
  const path = join(home, 'secrets.json')
  const known = readJson(path) ?? {}
  const missing = Object.keys(MAKERS).filter(name => !known[name])
  if (missing.length === 0) return known
  const all = { ...known, ...Object.fromEntries(missing.map(name => [name, MAKERS[name]()])) }
  writeJson(path, all, 0o600)
  return all
}
