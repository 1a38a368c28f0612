import { Kbd } from '@mantine/core'
import classes from './keys.module.css'

const KEYS: [string[], string][] = [
  [['/'], 'Search'],
  [['↑', '↓'], 'Walk through the rows of a table, or the snapshots of a run'],
  [['Enter'], 'Open the row'],
  [['Space'], 'Select the row; with Shift, all rows up to it'],
  [['←', '↑', '→', '↓'], 'Walk through the pictures of a dataset; Enter opens one, Esc goes back'],
  [['F8'], 'Go to the next fault of the network that is written'],
  [['←', '↑', '→', '↓'], 'Walk through the drawing of a network; Enter goes to the text of a layer, 0 shows all'],
  [['PgUp', 'PgDn'], 'Turn the pages of pictures'],
  [['g', 'h'], 'Go home'],
  [['?'], 'Show these keys'],
  [['Esc'], 'Close what is open'],
]

/** The keys that hold on the pages, with what they do. */
export function KeyList() {
  return (
    <dl className={classes.list}>
      {KEYS.map(([keys, meaning]) => (
        <div key={meaning} className={classes.row}>
          <dt>
            {keys.map(key => (
              <Kbd key={key} size="sm" mr={4}>
                {key}
              </Kbd>
            ))}
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  )
}
