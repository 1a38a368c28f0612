import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const VERSION = 1
const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * A text that only holders of the key (64 hexadecimal digits) can read: version, nonce, tag, AES-256-GCM. `place` says where it is kept; it opens
 * nowhere else.
 */
export function seal(text: string, place: string, key: string): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, Buffer.from(key, 'hex'), iv).setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.from([VERSION]), iv, cipher.getAuthTag(), body])
}

/** Undefined where it was sealed with another key, for another place, or has been changed. */
export function unseal(sealed: Buffer, place: string, key: string): string | undefined {
  const [version] = sealed
  const bodyAt = 1 + IV_BYTES + TAG_BYTES
  if (version !== VERSION || sealed.length < bodyAt) return undefined
  try {
    const iv = sealed.subarray(1, 1 + IV_BYTES)
    const cipher = createDecipheriv(CIPHER, Buffer.from(key, 'hex'), iv, { authTagLength: TAG_BYTES })
    cipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(1 + IV_BYTES, bodyAt))
    return Buffer.concat([cipher.update(sealed.subarray(bodyAt)), cipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
