import { Fragment } from 'react'

/** A path that breaks at its slashes when it is too long for a line. */
export function PathText({ path }: { path: string }) {
  const parts = path.split('/')
  return parts.map((part, i) => (
    <Fragment key={i}>
      {i > 0 && '/'}
      {i > 0 && <wbr />}
      {part}
    </Fragment>
  ))
}
