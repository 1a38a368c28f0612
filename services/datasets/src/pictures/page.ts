import type { PageInfo } from '@fovea/proto/common/v1/common'
import { AppError } from '@fovea/service-kit'

const LONGEST_PAGE = 500
const USUAL_PAGE = 50

export interface PageOf {
  /** From `start` to `end`, which is left out. */
  start: number
  end: number
  page: PageInfo
}

/** A page of a list of known length; its cursor is how many rows are passed over. */
export function pageOf({ total, first, after }: { total: number; first: number; after: string }): PageOf {
  if (!/^\d{0,15}$/.test(after)) throw new AppError('invalid', 'This cursor is not one of this list.')
  const start = Math.min(Number(after), total)
  const end = Math.min(start + Math.min(first > 0 ? first : USUAL_PAGE, LONGEST_PAGE), total)
  return { start, end, page: { endCursor: String(end), hasNext: end < total, total } }
}
