import { Tabs } from '@mantine/core'
import type { ModelRunFragment } from '../../gql/graphql'
import classes from './details.module.css'
import { LogView } from './log-view'
import type { Snapshot } from './snapshots'
import type { Model } from './types'
import type { LogLine } from './use-run-stream'
import { DownloadsView, HistoryView, Network, Settings } from './when-wanted'

interface Props {
  model: Model
  row: ModelRunFragment
  state: string
  lines: LogLine[]
  snapshot: Snapshot | undefined
}

/** Log, settings, history, network text and files to take away: the papers, quiet below. */
export function Details({ model, row, state, lines, snapshot }: Props) {
  return (
    <Tabs defaultValue="log" className={classes.tabs} id="details" keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="log">Log</Tabs.Tab>
        <Tabs.Tab value="settings">Settings</Tabs.Tab>
        <Tabs.Tab value="history">History</Tabs.Tab>
        <Tabs.Tab value="network">Network</Tabs.Tab>
        <Tabs.Tab value="downloads">Downloads</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="log">
        <LogView lines={lines} />
      </Tabs.Panel>
      <Tabs.Panel value="settings">
        <Settings model={model} row={row} />
      </Tabs.Panel>
      <Tabs.Panel value="history">
        <HistoryView run={row} state={state} />
      </Tabs.Panel>
      <Tabs.Panel value="network">
        <Network model={model} row={row} />
      </Tabs.Panel>
      <Tabs.Panel value="downloads">
        <DownloadsView model={model.id} run={row.id} snapshot={snapshot} />
      </Tabs.Panel>
    </Tabs>
  )
}
