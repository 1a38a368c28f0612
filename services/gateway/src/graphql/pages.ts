import type { PageInfo, PageRequest } from '@fovea/proto/common/v1/common'

export interface PageArguments {
  first?: number | null
  after?: string | null
  search?: string | null
}

/** Rows of one page at most, whatever is asked for. */
export const LONGEST_PAGE = 200

export const pageRequest = (project: string, { first, after, search }: PageArguments, name = ''): PageRequest => ({
  project,
  first: Math.min(Math.max(first ?? 50, 1), LONGEST_PAGE),
  after: after ?? '',
  search: search ?? '',
  name,
})

/** A Relay connection over rows whose keyset cursor is their id. */
export const connection = <T extends { id: string }>(rows: T[], page: PageInfo | undefined) => ({
  nodes: rows,
  edges: rows.map(node => ({ node, cursor: node.id })),
  totalCount: page?.total ?? rows.length,
  pageInfo: { endCursor: page?.endCursor || null, hasNextPage: page?.hasNext ?? false },
})
