/** Options that hold for every verb, wherever they stand; each has a variable of the environment too. */
const WITH_VALUE = { '--url': 'FOVEA_URL', '--token': 'FOVEA_TOKEN', '--project': 'FOVEA_PROJECT' } as const

type Name = keyof typeof WITH_VALUE

const isName = (word: string): word is Name => Object.hasOwn(WITH_VALUE, word)

/** The words without those options, and what they said; the last one counts. A name without a value stays, for the parser to refuse. */
export function takeOptions(words: string[]): { rest: string[]; given: Partial<Record<Name, string>> } {
  const rest: string[] = []
  const given: Partial<Record<Name, string>> = {}
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string
    const at = word.indexOf('=')
    const name = at < 0 ? word : word.slice(0, at)
    const value = at < 0 ? words[i + 1] : word.slice(at + 1)
    if (!isName(name) || !value || value.startsWith('--')) {
      rest.push(word)
      continue
    }
    given[name] = value
    if (at < 0) i++
  }
  return { rest, given }
}

const { rest, given } = takeOptions(process.argv.slice(2))
const setting = (name: Name) => given[name] || process.env[WITH_VALUE[name]] || undefined

/** What was typed, without the options above. */
export const words = rest

/** Where the platform is; `./fovea` sets it from the home in use. */
export const platformUrl = setting('--url') ?? 'http://localhost:5000'

/** Who asks, and in which project: an API token has its own. */
export const credentials: Record<string, string> = {
  ...(setting('--token') ? { authorization: `Bearer ${setting('--token')}` } : {}),
  ...(setting('--project') ? { 'x-fovea-project': setting('--project') as string } : {}),
}

/** Where somebody's bucket is and how it is opened, under the names that tools for S3 read. */
export const bucketSettings = {
  accessKey: process.env['AWS_ACCESS_KEY_ID'] || undefined,
  secretKey: process.env['AWS_SECRET_ACCESS_KEY'] || undefined,
  endpoint: process.env['AWS_ENDPOINT_URL_S3'] || process.env['AWS_ENDPOINT_URL'] || undefined,
  region: process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'] || undefined,
}
