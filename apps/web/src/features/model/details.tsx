import { Tabs } from '@mantine/core'
import type { ModelRunFragment } from '../../gql/graphql'
import classes from './details.module.css'
import { Files } from './files'
import { LogView } from './log-view'
import type { Model } from './types'
import type { LogLine } from './use-run-stream'
import { HistoryView, Network, Settings } from './when-wanted'

interface Props {
  model: Model
  row: ModelRunFragment
  state: string
  lines: LogLine[]
}

/** Log, settings, history and network text: the papers, quiet below. */
export function Details({ model, row, state, lines }: Props) {
  return (
    <Tabs defaultValue="log" className={classes.tabs} id="details" keepMounted={false}>
      <div className={classes.bar}>
        <Tabs.List>
          <Tabs.Tab value="log">Log</Tabs.Tab>
          <Tabs.Tab value="settings">Settings</Tabs.Tab>
          <Tabs.Tab value="history">History</Tabs.Tab>
          <Tabs.Tab value="network">Network</Tabs.Tab>
        </Tabs.List>
        <Files model={model.id} run={row.id} />
      </div>
      <Tabs.Panel value="log">
        <LogView lines={lines} />
      </Tabs.Panel>
      <Tabs.Panel value="settings">
        <Settings row={row} />
      </Tabs.Panel>
      <Tabs.Panel value="history">
        <HistoryView run={row} state={state} />
      </Tabs.Panel>
      <Tabs.Panel value="network">
        <Network model={model} row={row} />
      </Tabs.Panel>
    </Tabs>
  )
}
