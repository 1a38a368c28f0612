import { AppError } from '@fovea/service-kit'
import type { RequestContext } from '../context.js'
import type { Resolvers } from '../gen/resolvers.js'
import type { Role } from '../graphql/enums.js'
import { handleFault, labelFault } from './names.js'

/** The project of a request; the guard has seen to it that there is one. */
function projectIn({ caller: { right } }: RequestContext) {
  if (!right) throw new AppError('not-found', 'There is no such project.')
  return right.project.id
}

const refusal = (code: string, field: string, message: string, remedy = '') => ({
  __typename: 'Refusal' as const,
  code,
  field,
  message,
  remedy,
  names: [] as string[],
})

const gone = (what: string) =>
  refusal('not-found', 'id', `There is no such ${what} in this project.`, 'Reload the page.')

/** A refusal of days out of range, or undefined. */
const daysFault = (days: number, most: number) =>
  Number.isInteger(days) && days >= 1 && days <= most
    ? undefined
    : refusal('days-out-of-range', 'days', `A number of days from 1 to ${most} is needed, not ${days}.`)

const MOST_DAYS = { invitation: 30, guestLink: 365, token: 3650 }

export const accountResolvers: Resolvers = {
  Viewer: {
    role: ({ right }) => right?.role ?? '',
    runId: ({ run }) => run ?? null,
    projects: ({ kind, account, isAdministrator, right }, _, { accounts }) => {
      if (kind === 'guest') return []
      if (kind === 'token') return right ? [right] : []
      return accounts.projects.membershipsOf(account, isAdministrator)
    },
  },
  Membership: { role: ({ role }) => role as Role },
  Member: { role: ({ role }) => role as Role },
  Invitation: { role: ({ role }) => role as Role },
  ApiToken: { role: ({ role }) => role as Role },
  GuestLink: {
    runId: ({ run }) => run,
    run: async ({ run }, _, { loaders }) => (await loaders.runs.load(run)) ?? null,
  },
  Project: {
    members: ({ id }, _, { accounts }) => accounts.projects.members(id),
    invitations: ({ id }, _, { accounts }) => accounts.links.invitations(id),
    tokens: ({ id }, _, { accounts }) => accounts.tokens.list(id),
    guestLinks: ({ id }, _, { accounts }) => accounts.links.guestLinks(id),
    audit: async ({ id }, { first, after }, { accounts, caller }) => {
      const count = Math.min(Math.max(first ?? 50, 1), 200)
      const rows = await accounts.audit.page(id, count + 1, after ?? '', caller.isAdministrator)
      const nodes = rows.slice(0, count)
      return { nodes, pageInfo: { endCursor: nodes.at(-1)?.id ?? null, hasNextPage: rows.length > count } }
    },
  },
  Mutation: {
    createProject: async (_, { handle, name: given }, { accounts, caller }) => {
      const name = given.trim()
      const faults = { handle: handleFault(handle), name: labelFault(name) }
      if (faults.handle) return refusal('bad-handle', 'handle', faults.handle)
      if (faults.name) return refusal('bad-name', 'name', faults.name)
      const project = await accounts.projects.create(handle, name, caller.name, caller.account)
      if (!project)
        return refusal('name-taken', 'handle', `There is a project ${handle} already.`, 'Choose another handle.')
      return { __typename: 'Project', ...project } as never
    },
    setMemberRole: async (_, { accountId, role }, context) => {
      const change = await context.accounts.projects.change(projectIn(context), accountId, role)
      if (change !== 'changed') return memberRefusal(change)
      const member = (await context.accounts.projects.members(projectIn(context))).find(({ id }) => id === accountId)
      return member ? ({ __typename: 'Member', ...member } as never) : memberRefusal('gone')
    },
    removeMember: async (_, { accountId }, context) => {
      const change = await context.accounts.projects.change(projectIn(context), accountId, null)
      return change === 'changed' ? { __typename: 'Removed', id: accountId } : memberRefusal(change)
    },
    createInvitation: async (_, { role, days: given }, context) => {
      const days = given ?? 7
      const fault = daysFault(days, MOST_DAYS.invitation)
      if (fault) return fault
      const { links } = context.accounts
      const { invitation, secret } = await links.invite(projectIn(context), role, context.caller.name, days)
      return { __typename: 'NewInvitation', invitation, path: `/invite/${secret}` }
    },
    removeInvitation: async (_, { id }, context) =>
      (await context.accounts.links.remove('invitation', projectIn(context), id))
        ? { __typename: 'Removed', id }
        : gone('invitation'),
    createToken: async (_, { name: given, role, days }, context) => {
      const { accounts, caller } = context
      const name = given.trim()
      const label = labelFault(name)
      if (label) return refusal('bad-name', 'name', label)
      const fault = days == null ? undefined : daysFault(days, MOST_DAYS.token)
      if (fault) return fault
      const made = await accounts.tokens.create({
        project: projectIn(context),
        account: caller.account,
        name,
        role,
        createdBy: caller.name,
        days: days ?? null,
      })
      if (!made)
        return refusal(
          'name-taken',
          'name',
          `There is a token ${name} already.`,
          'Choose another name, or remove that one.',
        )
      return { __typename: 'NewToken', ...made }
    },
    removeToken: async (_, { id }, context) =>
      (await context.accounts.tokens.remove(projectIn(context), id)) ? { __typename: 'Removed', id } : gone('token'),
    createGuestLink: async (_, { runId, days: given }, context) => {
      const days = given ?? 30
      const fault = daysFault(days, MOST_DAYS.guestLink)
      if (fault) return fault
      if (!(await context.loaders.runs.load(runId))) return gone('run')
      const { link, secret } = await context.accounts.links.linkGuests(
        projectIn(context),
        runId,
        context.caller.name,
        days,
      )
      return { __typename: 'NewGuestLink', link, path: `/guest/${secret}` }
    },
    removeGuestLink: async (_, { id }, context) =>
      (await context.accounts.links.remove('guest_link', projectIn(context), id))
        ? { __typename: 'Removed', id }
        : gone('link'),
  },
}

const memberRefusal = (change: 'gone' | 'last-admin') =>
  change === 'gone'
    ? refusal('not-found', 'accountId', 'There is no such member in this project.', 'Reload the page.')
    : refusal('last-admin', 'accountId', 'A project keeps at least one admin.', 'Make somebody else an admin first.')
