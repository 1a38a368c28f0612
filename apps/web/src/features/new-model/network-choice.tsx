import { Textarea } from '@mantine/core'
import type { NewModelChoicesQuery } from '../../gql/graphql'
import type { Check } from './check'
import { Faults } from './faults'
import { LayerTable } from './layer-table'
import classes from './new-model.module.css'

export const OWN = 'own'

interface Props {
  networks: NewModelChoicesQuery['standardNetworks']
  selected: string
  text: string
  check: Check | undefined
  hasDataset: boolean
  onSelect: (name: string) => void
  onText: (text: string) => void
}

export function NetworkChoice({ networks, selected, text, check, hasDataset, onSelect, onText }: Props) {
  const options = [
    ...networks.map(({ name, title, summary }) => ({ name, title, summary })),
    { name: OWN, title: 'Own network', summary: 'Prototxt, checked as you type.' },
  ]
  const goTo = ({ line, column }: { line: number; column: number }) => {
    const area = document.querySelector<HTMLTextAreaElement>('textarea[name="network"]')
    if (!area) return
    const at =
      text
        .split('\n')
        .slice(0, line - 1)
        .reduce((sum, one) => sum + one.length + 1, 0) +
      column -
      1
    area.focus()
    area.setSelectionRange(at, at + 1)
    area.scrollTop = (line - 4) * Number.parseFloat(getComputedStyle(area).lineHeight)
  }
  return (
    <fieldset className={classes.column}>
      <legend className={classes.heading}>Network</legend>
      <div className={classes.cards}>
        {options.map(({ name, title, summary }) => (
          <label key={name} className={classes.card} data-checked={name === selected || undefined}>
            <input
              type="radio"
              name="standard"
              value={name}
              checked={name === selected}
              onChange={() => onSelect(name)}
            />
            <span className={classes.cardText}>
              <span className={classes.cardName}>{title}</span>
              <span className={classes.quiet}>{summary}</span>
            </span>
          </label>
        ))}
      </div>
      {selected === OWN && (
        <Textarea
          name="network"
          aria-label="Network as prototxt"
          placeholder={'layer {\n  name: "conv1"\n  …'}
          value={text}
          onChange={event => onText(event.currentTarget.value)}
          rows={18}
          spellCheck={false}
          classNames={{ input: classes.code }}
        />
      )}
      {check && <Faults faults={check.faults} onGo={selected === OWN ? goTo : undefined} />}
      {check && !check.hasErrors && <LayerTable figures={check.figures} />}
      {!hasDataset && <p className={classes.quiet}>Layers and their sizes appear once a dataset is chosen.</p>}
    </fieldset>
  )
}
