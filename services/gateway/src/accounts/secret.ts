import { createHash, randomBytes } from 'node:crypto'

/** What a secret opens: a browser's session, a script's token, a guest's run, an invitation. */
const PREFIXES = { session: 'fvs', token: 'fvt', guest: 'fvg', invitation: 'fvi' } as const

export type SecretKind = keyof typeof PREFIXES

const SHAPE = /^(fv[stgi])_[\w-]{43}$/

/** 256 random bits; the prefix says what it is to people and to scanners of leaked secrets. */
export const makeSecret = (kind: SecretKind): string => `${PREFIXES[kind]}_${randomBytes(32).toString('base64url')}`

/** Undefined for a text that is none of ours. */
export function kindOf(secret: string): SecretKind | undefined {
  const prefix = SHAPE.exec(secret)?.[1]
  return (Object.keys(PREFIXES) as SecretKind[]).find(kind => PREFIXES[kind] === prefix)
}

/** What is kept of a secret: random ones need no slow hash. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
