import { hash, verify } from '@node-rs/argon2'

/** Argon2id, 19 MiB, two passes, one lane: OWASP's first choice. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const SHORTEST_PASSWORD = 10
const LONGEST_PASSWORD = 200

export const hashPassword = (password: string): Promise<string> => hash(password, COST)

/** Spent on a name that nobody has, so that the time of an answer does not tell which names exist. */
let ofNobody: Promise<string> | undefined

/** Whether a password is the one behind a hash; false, after the same time, where there is no hash. */
export async function isPassword(password: string, known: string | undefined): Promise<boolean> {
  ofNobody ??= hashPassword('nobody')
  const isSame = await verify(known ?? (await ofNobody), password)
  return isSame && known !== undefined
}

/** What is wrong with a new password, in a sentence; undefined when nothing is. */
export function passwordFault(password: string, name: string): string | undefined {
  if (password.length < SHORTEST_PASSWORD) return `A password has at least ${SHORTEST_PASSWORD} characters.`
  if (password.length > LONGEST_PASSWORD) return `A password has at most ${LONGEST_PASSWORD} characters.`
  if (password.toLowerCase().includes(name.toLowerCase())) return 'The password must not contain the name.'
  if (new Set(password).size < 4) return 'The password repeats too few different characters.'
  return undefined
}
