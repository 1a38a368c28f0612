import Link from 'next/link'
import classes from './empty-state.module.css'

/** What an address that leads nowhere shows. */
export function Missing({ what, home }: { what: string; home: string }) {
  return (
    <div className={classes.root}>
      <h1 className={classes.title}>{what} is not here</h1>
      <p className={classes.text}>It was deleted, or the address is incomplete. Deleting can be undone for a minute.</p>
      <Link href={home}>Go to the home page</Link>
    </div>
  )
}
