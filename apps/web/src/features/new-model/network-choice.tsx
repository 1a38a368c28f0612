import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import type { NewModelChoicesQuery } from '../../gql/graphql'
import { Fold } from '../../ui/fold'
import { type Check, type Checker, type DatasetShape, Faults, LayerTable, NetworkDrawing } from '../network'
import { customized, type Draft, type NetworkSource } from './draft'
import classes from './new-model.module.css'
import { StandardNetworks } from './standard-networks'
import { CustomNetwork, PreviousNetworks } from './when-wanted'

const TABS: Record<NetworkSource, string> = { standard: 'Standard', previous: 'Previous', custom: 'Custom' }

interface Props {
  checker: Checker | undefined
  draft: Draft
  networks: NewModelChoicesQuery['standardNetworks']
  shape: DatasetShape
  crop: number | undefined
  check: Check | undefined
  change: (part: Partial<Draft>) => void
  /** What is said of the weights with which it begins. */
  weights: ReactNode
}

/** Where the network comes from, and what it then is. */
export function NetworkChoice({ checker, draft, networks, shape, crop, check, change, weights }: Props) {
  const customize = (text: string) => change(customized(draft, text))
  const { source } = draft
  return (
    <fieldset className={classes.network}>
      <legend className={classes.heading}>Network</legend>
      <Tabs
        value={source}
        onChange={value => value && change({ source: value as NetworkSource })}
        keepMounted={false}
        classNames={{ panel: classes.panel ?? '' }}
      >
        <Tabs.List>
          {Object.entries(TABS).map(([value, label]) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="standard">
          <StandardNetworks
            checker={checker}
            networks={networks}
            shape={shape}
            crop={crop}
            selected={draft.network}
            onSelect={network => change({ network })}
            onCustomize={customize}
          />
        </Tabs.Panel>
        <Tabs.Panel value="previous">
          <PreviousNetworks draft={draft} change={change} onCustomize={customize} />
        </Tabs.Panel>
        <Tabs.Panel value="custom">
          <CustomNetwork text={draft.text} check={check} onText={text => change({ text })} />
        </Tabs.Panel>
      </Tabs>
      {weights}
      {check && source !== 'custom' && <Faults faults={check.faults} />}
      {check && source !== 'custom' && (
        <Fold title="Drawing" summary="each layer, and the shapes that pass between them">
          <NetworkDrawing drawing={check.drawing} />
        </Fold>
      )}
      {check && !check.hasErrors && <LayerTable figures={check.figures} />}
      {!check && shape.width === 0 && (
        <p className={classes.quiet}>Layers and their sizes appear once a dataset is chosen.</p>
      )}
    </fieldset>
  )
}
