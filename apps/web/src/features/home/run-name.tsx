import classes from './now.module.css'

/** A long model's name is cut before the run's number is. */
export function RunName({ name }: { name: string }) {
  const at = name.lastIndexOf('#')
  return (
    <>
      <span className={classes.cut}>{at < 0 ? name : name.slice(0, at)}</span>
      {at >= 0 && <span>{name.slice(at)}</span>}
    </>
  )
}
