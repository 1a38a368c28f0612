import { SkeletonRows } from './late'
import { Notice } from './notice'
import { Page } from './page'

/** A page whose answer is not there: rows to come, or why `what` ("dataset") could not be read. */
export function PageLate({ what, error }: { what: string; error: { message: string } | undefined }) {
  if (!error)
    return (
      <Page title={' '}>
        <SkeletonRows rows={8} />
      </Page>
    )
  return (
    <Page title={what.replace(/^./, first => first.toUpperCase())}>
      <Notice title={`This ${what} could not be read.`}>{error.message}</Notice>
    </Page>
  )
}
