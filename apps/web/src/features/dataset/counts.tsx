import { useState } from 'react'
import { count } from '../../lib/format'
import classes from './counts.module.css'
import { SPLIT_NAMES } from './splits'
import type { Counts as Split } from './warnings-of'

const FIRST = 16

/** Images per class, each bar cut by split; all bars on one scale. */
export function Counts({ classes: names, counts }: { classes: readonly string[]; counts: readonly Split[] }) {
  const [isAll, setAll] = useState(false)
  const used = counts.filter(({ total }) => total > 0)
  const totals = names.map((_, i) => used.reduce((sum, { perClass }) => sum + (perClass[i] ?? 0), 0))
  const most = Math.max(1, ...totals)
  const shown = isAll ? names.length : Math.min(FIRST, names.length)
  return (
    <>
      <table className={classes.table} aria-label="Images per class and split">
        <thead>
          <tr>
            <th scope="col">Class</th>
            <td className={classes.barHead} />
            {used.map(({ split, total }) => (
              <th key={split} scope="col" data-split={split}>
                {SPLIT_NAMES[split]} <span className={classes.total}>{count(total)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.slice(0, shown).map((name, i) => (
            <tr key={name}>
              <th scope="row" title={name}>
                {name}
              </th>
              <td className={classes.bar} aria-hidden>
                <div className={classes.track}>
                  {used.map(({ split, perClass }) => (
                    <span key={split} data-split={split} style={{ width: `${((perClass[i] ?? 0) / most) * 100}%` }} />
                  ))}
                </div>
              </td>
              {used.map(({ split, perClass }) => (
                <td key={split}>{count(perClass[i] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {names.length > FIRST && (
        <button type="button" className={classes.more} onClick={() => setAll(!isAll)}>
          {isAll ? 'Show fewer' : `Show all ${names.length} classes`}
        </button>
      )}
    </>
  )
}
