import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join, resolve } from 'node:path'
import {
  buildSchema,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isLeafType,
} from 'graphql'
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'

const folder = resolve('services/gateway/schema')

export const schema: GraphQLSchema = buildSchema(
  readdirSync(folder)
    .map(file => readFileSync(join(folder, file), 'utf8'))
    .join('\n'),
)

/** Types whose fields lead from outside into a project. */
const ROOTS = ['Query', 'Project', 'Mutation', 'Subscription']

const typeNamed = (name: string) => schema.getType(name) as GraphQLObjectType

/** `Type.field` of every way in; plain values of a project are none. */
export const ways: string[] = ROOTS.flatMap(name =>
  Object.values(typeNamed(name).getFields())
    .filter(field => name !== 'Project' || !isLeafType(getNullableType(field.type)))
    .map(field => `${name}.${field.name}`),
)

/** A document that asks for one field with all its arguments as variables, as the schema says. */
export function documentFor(way: string, given: object): string {
  const [type = '', name = ''] = way.split('.')
  const field = typeNamed(type).getFields()[name] as GraphQLField<unknown, unknown>
  const used = field.args.filter(argument => argument.name in given)
  const variables = used.map(argument => `$${argument.name}: ${argument.type}`).join(', ')
  const passed = used.map(argument => `${argument.name}: $${argument.name}`).join(', ')
  const result = getNamedType(field.type)
  const refusal = isAbstractType(result) && schema.getPossibleTypes(result).some(one => one.name === 'Refusal')
  const inner = isLeafType(result) ? '' : ` { __typename ${refusal ? '... on Refusal { code }' : ''} }`
  const call = `${name}${passed && `(${passed})`}${inner}`
  const operation = type === 'Mutation' ? 'mutation' : type === 'Subscription' ? 'subscription' : 'query'
  return `${operation}${variables && ` (${variables})`} { ${type === 'Project' ? `project { ${call} }` : call} }`
}

export interface Caller {
  name: string
  headers: Record<string, string>
}

/** What came of a request, as far as rights go. `not there`: a null, an error or a refusal that says so. */
export type Outcome = 'unauthenticated' | 'forbidden' | 'not there' | 'answers'

export interface Sent {
  status: number
  body: string
  headers: Record<string, string | string[] | undefined>
}

/** A request as any program can send it. */
export function send(url: string, path: string, headers: Record<string, string>, body?: object, method?: string) {
  return new Promise<Sent>((done, fail) => {
    const how = { method: method ?? (body ? 'POST' : 'GET'), timeout: 20_000 }
    const type = body ? { 'content-type': 'application/json' } : {}
    const out = request(new URL(path, url), { ...how, headers: { ...type, ...headers } }, answer => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', part => {
        text += part
      })
      answer.on('end', () => done({ status: answer.statusCode ?? 0, body: text, headers: answer.headers }))
    })
    out.on('error', fail)
    out.end(body ? JSON.stringify(body) : undefined)
  })
}

function outcomeOf(
  way: string,
  {
    data,
    errors,
  }: { data?: Record<string, unknown> | null; errors?: { extensions?: { code?: string }; message: string }[] },
): Outcome {
  const code = errors?.[0]?.extensions?.code
  if (code === 'unauthenticated' || code === 'forbidden') return code
  if (code === 'not-found') return 'not there'
  if (errors?.[0]) throw new Error(`${way}: ${errors[0].message} (${code})`)
  const [type, name = ''] = way.split('.')
  const parent = (type === 'Project' ? data?.['project'] : data) as Record<string, { code?: string } | null> | null
  if (!parent) return 'not there'
  const found = parent[name]
  const value = Array.isArray(found) && found.length > 0 ? found.find(one => one?.code !== 'not-found') : found
  return value === null || value === undefined || /^not-found$|-gone$/.test(value.code ?? '') ? 'not there' : 'answers'
}

/** Asks for one field over HTTP. */
export async function tryOut(
  url: string,
  way: string,
  given: object,
  headers: Record<string, string>,
): Promise<Outcome> {
  const { status, body } = await send(url, '/graphql', headers, { query: documentFor(way, given), variables: given })
  if (status === 400) throw new Error(`${way}: ${body}`)
  return outcomeOf(way, JSON.parse(body))
}

/** Subscribes over a WebSocket; an answer is a stream that stays open. */
export async function trySocket(url: string, way: string, given: object, headers: Record<string, string>) {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    retryAttempts: 0,
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols: string) {
        super(address, protocols, { headers })
      }
    },
  })
  const stream = client.iterate({ query: documentFor(way, given), variables: given as Record<string, unknown> })
  const open = new Promise<Outcome>(done => setTimeout(() => done('answers'), 700))
  const ended = stream.next().then(
    ({ value }) => (value?.errors ? wordOf(value.errors[0]?.message ?? '') : 'answers'),
    (error: { code?: number; message?: string; 0?: { message: string } }): Outcome =>
      error.code === 4403 ? 'unauthenticated' : wordOf(error[0]?.message ?? error.message ?? ''),
  )
  const outcome = await Promise.race([open, ended])
  await client.dispose()
  return outcome
}

function wordOf(message: string): Outcome {
  if (/needs the role|guest sees/i.test(message)) return 'forbidden'
  if (/no such|not in it/i.test(message)) return 'not there'
  throw new Error(message)
}
