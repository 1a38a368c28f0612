/** S3 key of a file that somebody sent to be asked about. */
export const uploadKey = (project: string, id: string) => `${project}/uploads/${id}`

/** A URL signed for the browser's host, under the prefix by which the front door knows objects. */
export function belowObjects(signed: string): string {
  const { pathname, search } = new URL(signed)
  return `/objects${pathname}${search}`
}
