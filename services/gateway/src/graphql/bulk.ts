import { AppError } from '@fovea/service-kit'
import { LONGEST_PAGE } from './pages.js'

/** Rows that are worked on at the same time. */
const TOGETHER = 8

type Refused = { code: string; field: string; message: string; remedy: string; names: string[]; __typename: never }

/**
 * The same for many rows, as if each had been asked for alone: answers in the order of the ids. One that is not there is a refusal among them,
 * so that the others still have theirs.
 */
export async function each<T>(ids: readonly string[], work: (id: string) => Promise<T>): Promise<(T | Refused)[]> {
  if (ids.length > LONGEST_PAGE)
    throw new AppError('invalid', `${ids.length} rows are too many at once.`, `Send at most ${LONGEST_PAGE}.`)
  const answers: (T | Refused)[] = []
  for (let from = 0; from < ids.length; from += TOGETHER)
    answers.push(...(await Promise.all(ids.slice(from, from + TOGETHER).map(id => work(id).catch(refusedFor)))))
  return answers
}

function refusedFor(error: unknown): Refused {
  if (!(error instanceof AppError) || error.code !== 'not-found') throw error
  const { code, message, hint } = error
  return { code, field: 'ids', message, remedy: hint, names: [], __typename: 'Refusal' as never }
}
