import { AppError } from '@fovea/service-kit'

type Case = { $case: string; value: object }

const TYPE_NAMES: Record<string, string> = {
  dataset: 'Dataset',
  model: 'Model',
  run: 'Run',
  snapshot: 'Snapshot',
  fetched: 'FetchedUpload',
  classification: 'Classification',
  refusal: 'Refusal',
  upload: 'SourceUpload',
  invalid: 'NetworkInvalid',
}

/** The outcome that a service answered with, under the name of its GraphQL type, so that the union resolves. */
export function outcomeOf<C extends Case>({ result }: { result: C | undefined }): C['value'] & { __typename: never } {
  const typeName = result && TYPE_NAMES[result.$case]
  if (!typeName) throw new AppError('internal', 'A service answered without a result.')
  return { ...result.value, __typename: typeName as never }
}

/** Proto has no null: an empty text means that there is none. */
export const orNull = (text: string): string | null => text || null

/** Proto messages are optional on the wire; one that a service always sends is taken as such. */
export function sent<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new AppError('internal', `A service left out ${name}.`)
  return value
}

/** What may not be there: null then, and a fault of any other kind as it is. */
export async function foundOrNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null
    throw error
  }
}
