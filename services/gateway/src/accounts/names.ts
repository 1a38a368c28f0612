const ACCOUNT = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,39}$/u
const HANDLE = /^[a-z][a-z0-9-]{0,29}$/

/** Names that stand on rows for what is no account. */
const RESERVED = new Set(['local', 'guest', 'nobody'])

/** What is wrong with the name of an account; undefined when nothing is. */
export function accountNameFault(name: string): string | undefined {
  if (RESERVED.has(name.toLowerCase())) return `The name ${name} is reserved.`
  if (!ACCOUNT.test(name)) return 'A name has 1 to 40 letters, digits, dots, dashes, underscores or @.'
  return undefined
}

/** What is wrong with the word of a project in addresses; undefined when nothing is. Never a UUID, which is longer. */
export const handleFault = (handle: string): string | undefined =>
  HANDLE.test(handle) ? undefined : 'A handle has 1 to 30 small letters, digits and dashes, and begins with a letter.'

/** What is wrong with a name that only people read. */
export function labelFault(label: string): string | undefined {
  if (label.length < 1 || label.length > 60) return 'A name has 1 to 60 characters.'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not stand in a name
  return /[\u0000-\u001f\u007f]/.test(label) ? 'A name has no control characters.' : undefined
}
