import { type Command, InvalidArgumentError, Option } from 'commander'
import { ask } from '../api.js'
import { CreateToken, ListTokens, RemoveToken } from '../documents.graphql.js'
import { isId } from '../find.js'
import { EXIT, expect, Failure } from '../outcome.js'
import { type Output, table } from '../output.js'

const ROLES = { viewer: 'VIEWER', editor: 'EDITOR', admin: 'ADMIN' } as const

const days = (text: string) => {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('It must be a whole number of days.')
  return Number(text)
}

async function listTokens() {
  return (await ask(ListTokens, {})).project?.tokens ?? []
}

async function idOf(idOrName: string): Promise<string> {
  if (isId(idOrName)) return idOrName
  const token = (await listTokens()).find(({ name }) => name === idOrName)
  if (token) return token.id
  throw new Failure(`There is no token "${idOrName}".`, EXIT.notFound, {
    code: 'not-found',
    remedy: './fovea token ls lists them.',
  })
}

const day = (time: string | null | undefined, none: string) => time?.slice(0, 10) ?? none

/** What scripts prove themselves with. */
export function addTokenCommand(program: Command, output: () => Output): void {
  const token = program.command('token').description('make, list or remove the tokens by which scripts come in')
  token
    .command('create')
    .argument('<name>')
    .description('make a token for the project of --project; it is shown this once')
    .addOption(new Option('--role <role>', 'what it may do').choices(Object.keys(ROLES)).default('viewer'))
    .option('--days <number>', 'how long it holds (until it is removed)', days)
    .action(async (name: string, options: { role: keyof typeof ROLES; days?: number }) => {
      const answer = await ask(CreateToken, { name, role: ROLES[options.role], days: options.days ?? null })
      const { secret, token } = expect(answer.createToken, 'NewToken')
      process.stderr.write('Keep it now: only its hash stays here. Give it to scripts as FOVEA_TOKEN.\n')
      output().result(
        { id: token.id, name: token.name, role: options.role, expiresAt: token.expiresAt, token: secret },
        [secret],
      )
    })
  token
    .command('ls')
    .description('list the tokens of the project')
    .action(async () => {
      const tokens = (await listTokens()).map(one => ({ ...one, role: one.role.toLowerCase() }))
      const cells = tokens.map(({ name, role, createdBy, expiresAt, usedAt, id }) => [
        name,
        role,
        createdBy,
        day(expiresAt, 'never'),
        day(usedAt, 'not yet'),
        id,
      ])
      output().result({ tokens }, table(['NAME', 'ROLE', 'MADE BY', 'ENDS', 'LAST USED', 'ID'], cells))
    })
  token
    .command('rm')
    .argument('<id or name...>')
    .description('remove tokens; whoever uses one is out at once')
    .action(async (names: string[]) => {
      const removed: string[] = []
      for (const name of names)
        removed.push(expect((await ask(RemoveToken, { id: await idOf(name) })).removeToken, 'Removed').id)
      output().result(
        { removed },
        removed.map(id => `removed ${id}`),
      )
    })
}
