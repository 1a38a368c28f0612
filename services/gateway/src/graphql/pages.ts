import type { PageInfo, PageRequest } from '@fovea/proto/common/v1/common'

interface PageArguments {
  first?: number | null
  after?: string | null
  search?: string | null
  sort?: string | null
  reverse?: boolean | null
  live?: boolean | null
}

/** Rows of one page at most, whatever is asked for. */
export const LONGEST_PAGE = 200

export const pageRequest = (
  project: string,
  { first, after, search, sort, reverse, live }: PageArguments,
  name = '',
): PageRequest => ({
  project,
  first: Math.min(Math.max(first ?? 50, 1), LONGEST_PAGE),
  after: after ?? '',
  search: search ?? '',
  name,
  sort: sort ?? undefined,
  isReversed: reverse ?? undefined,
  isLive: live ?? undefined,
})

/** What a list without edges says of its page. */
export const pageInfo = (page: PageInfo | undefined, length: number) => ({
  totalCount: page?.total ?? length,
  pageInfo: { endCursor: page?.endCursor || null, hasNextPage: page?.hasNext ?? false },
})

/** A Relay connection over the rows of a page, each with its cursor. */
export const connection = <T>(rows: T[], { page, cursors }: { page: PageInfo | undefined; cursors: string[] }) => ({
  nodes: rows,
  edges: rows.map((node, i) => ({ node, cursor: cursors[i] ?? '' })),
  ...pageInfo(page, rows.length),
})
