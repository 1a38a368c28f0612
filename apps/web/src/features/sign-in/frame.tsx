import type { ReactNode } from 'react'
import { Mark } from '../../ui/mark'
import classes from './sign-in.module.css'

/** A page for who is not in yet: one column, one thing to do. */
export function Frame({ title, lead, children }: { title: string; lead?: ReactNode; children?: ReactNode }) {
  return (
    <main className={classes.page}>
      <div className={classes.box}>
        <p className={classes.brand}>
          <Mark />
          Fovea
        </p>
        <h1 className={classes.title}>{title}</h1>
        {lead && <p className={classes.lead}>{lead}</p>}
        {children}
      </div>
    </main>
  )
}
