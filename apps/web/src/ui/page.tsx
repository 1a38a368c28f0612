import type { ReactNode } from 'react'
import classes from './page.module.css'

interface Props {
  title: ReactNode
  /** Beside the title: the state. */
  aside?: ReactNode
  /** Below the title, one quiet line. */
  lead?: ReactNode
  actions?: ReactNode
  /** A form of one column stands in the middle. */
  isNarrow?: boolean
  /** What is worked on takes all the width there is. */
  isWide?: boolean
  children: ReactNode
}

export function Page({ title, aside, lead, actions, isNarrow, isWide, children }: Props) {
  return (
    <main className={classes.page} id="content" data-narrow={isNarrow || undefined} data-wide={isWide || undefined}>
      <header className={classes.header}>
        <div className={classes.heading}>
          <div className={classes.line}>
            <h1 className={classes.title}>{title}</h1>
            {aside}
          </div>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </main>
  )
}

interface SectionProps {
  title: ReactNode
  aside?: ReactNode
  id?: string
  children: ReactNode
}

export function Section({ title, aside, id, children }: SectionProps) {
  return (
    <section className={classes.section} id={id}>
      <div className={classes.sectionHead}>
        <h2 className={classes.sectionTitle}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
