import { chmodSync, chownSync, mkdirSync } from 'node:fs'

/** A folder that only the server's user may enter; under root that is nobody. */
export function ownFolder(path, user) {
  mkdirSync(path, { recursive: true })
  if (user.uid !== undefined) chownSync(path, user.uid, user.gid)
  chmodSync(path, 0o700)
}
