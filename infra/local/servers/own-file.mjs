import { chownSync, renameSync, writeFileSync } from 'node:fs'

/** A settings file with secrets in it, readable by the server's user alone. */
export function ownFile(path, text, user) {
  const beside = `${path}.new`
  writeFileSync(beside, text, { mode: 0o600 })
  if (user.uid !== undefined) chownSync(beside, user.uid, user.gid)
  renameSync(beside, path)
}
