import { AppError } from '@fovea/service-kit'
import type { RequestContext } from '../context.js'
import { atLeast, type Caller, type Role } from './caller.js'

/** `anyone`: whoever the door let in, guests too. `administrator`: of the whole platform. */
type Need = 'anyone' | Role | 'administrator'

/** A query, a subscription or a part of a project needs a viewer and a mutation an editor of the request's project, where nothing else is said. */
const NEEDS: Record<string, Need> = {
  'Query.viewer': 'anyone',
  // Its loaders give a guest nothing but his run.
  'Query.node': 'anyone',
  'Query.project': 'anyone',
  'Subscription.runStream': 'anyone',
  'Mutation.createUpload': 'viewer',
  'Mutation.classify': 'viewer',
  'Mutation.createProject': 'administrator',
  'Mutation.setMemberRole': 'admin',
  'Mutation.removeMember': 'admin',
  'Mutation.createInvitation': 'admin',
  'Mutation.removeInvitation': 'admin',
  'Mutation.createToken': 'admin',
  'Mutation.removeToken': 'admin',
  'Mutation.createGuestLink': 'admin',
  'Mutation.removeGuestLink': 'admin',
  // Folders of the server are shown to those who may build from them.
  'Project.completePath': 'editor',
  'Project.previewSource': 'editor',
  'Project.invitations': 'admin',
  'Project.tokens': 'admin',
  'Project.guestLinks': 'admin',
  'Project.audit': 'admin',
}

const ROOTS: Record<string, Need> = { Query: 'viewer', Subscription: 'viewer', Project: 'viewer', Mutation: 'editor' }

/** Throws a sentence where a caller may not use a field. */
export function check(field: string, need: Need, caller: Caller): void {
  if (need === 'anyone') return
  if (need === 'administrator') {
    if (caller.isAdministrator) return
    throw new AppError('forbidden', 'Only an administrator of the platform may do this.', 'Ask one.')
  }
  if (caller.kind === 'guest') throw new AppError('forbidden', 'A guest sees one run and nothing else.', 'Sign in.')
  if (!caller.right) throw noProject()
  if (!atLeast(caller.right.role, need))
    throw new AppError(
      'forbidden',
      `${field} needs the role ${need}; yours in ${caller.right.project.name} is ${caller.right.role}.`,
      'Ask an admin of the project.',
    )
}

const noProject = () =>
  new AppError(
    'not-found',
    'There is no such project, or you are not in it.',
    'Name one of yours in the header x-fovea-project.',
  )

type Arguments = Record<string, unknown> & { input?: Record<string, unknown> }
type Resolve = (parent: unknown, args: Arguments, context: RequestContext, info: unknown) => unknown
type Entry = Resolve | { subscribe: Resolve }
type Map = Record<string, unknown>

/** Puts the right that each root field needs before it, and the audit trail behind each mutation. */
export const guarded = (maps: object[]): object[] =>
  maps.map(map =>
    Object.fromEntries(
      Object.entries(map as Map).map(([type, fields]) => [type, guardedType(type, fields as Record<string, Entry>)]),
    ),
  )

function guardedType(type: string, fields: Record<string, Entry>): object {
  const root = ROOTS[type]
  if (!root) return fields
  const entries = Object.entries(fields).map(([name, entry]) => {
    const need = NEEDS[`${type}.${name}`] ?? root
    if (typeof entry !== 'function') return [name, { ...entry, subscribe: guardedField(name, need, entry.subscribe) }]
    const resolve = type === 'Project' ? ofRequest(guardedField(name, need, entry)) : guardedField(name, need, entry)
    return [name, type === 'Mutation' ? told(name, resolve) : resolve]
  })
  return Object.fromEntries(entries)
}

const guardedField =
  (name: string, need: Need, resolve: Resolve): Resolve =>
  async (parent, args, context, info) => {
    check(name, need, context.caller)
    // Ids of another project are looked for in the request's own, and so are not there; one that is named is refused at once.
    const named = args['projectId'] ?? args.input?.['projectId']
    if (named !== undefined && named !== context.caller.right?.project.id) throw noProject()
    return resolve(parent, args, context, info)
  }

/** A project that is reached another way, as one of the viewer's, has parts only in a request about it: the role there may be less. */
const ofRequest =
  (resolve: Resolve): Resolve =>
  (parent, args, context, info) => {
    if ((parent as { id: string }).id !== context.caller.right?.project.id) throw noProject()
    return resolve(parent, args, context, info)
  }

const SUBJECTS = ['id', 'name', 'handle', 'accountId', 'runId', 'modelId', 'snapshotId']

function subjectOf(args: Arguments): string {
  if (Array.isArray(args['ids'])) return args['ids'].join(' ')
  return String(SUBJECTS.map(name => args[name] ?? args.input?.[name]).find(value => typeof value === 'string') ?? '')
}

type Answer = { __typename?: string; code?: string } | null

/** done, or the code of the first refusal; of many rows at once, how many were refused. */
function outcomeOf(answer: unknown): string {
  const answers = (Array.isArray(answer) ? answer : [answer]) as Answer[]
  const codes = answers.flatMap(one => {
    if (one?.__typename === 'Refusal') return [one.code]
    return one?.__typename === 'NetworkInvalid' ? ['network'] : []
  })
  if (codes.length === 0) return 'done'
  return `refused: ${codes[0]}${answers.length > 1 ? ` (${codes.length} of ${answers.length})` : ''}`
}

const told =
  (action: string, resolve: Resolve): Resolve =>
  async (parent, args, context, info) => {
    const tell = (outcome: string) =>
      context.accounts.audit.write({
        project: context.actor.project,
        actor: context.actor.actor,
        action,
        subject: subjectOf(args),
        outcome,
        address: context.address,
        requestId: context.actor.requestId,
      })
    try {
      const answer = await resolve(parent, args, context, info)
      await tell(outcomeOf(answer))
      return answer
    } catch (error) {
      await tell(error instanceof AppError ? error.code : 'failed')
      throw error
    }
  }
