import type { Command } from 'commander'
import { Argument } from 'commander'
import { ask } from '../api.js'
import { ListDatasets, ListModels, ListRuns } from '../documents.graphql.js'
import { type Output, percent, table, word } from '../output.js'

interface Page<T> {
  nodes: T[]
  pageInfo: { endCursor?: string | null; hasNextPage: boolean }
}

/** Every row of a paged list. */
async function all<T>(read: (after: string | null) => Promise<Page<T> | undefined>): Promise<T[]> {
  const rows: T[] = []
  let after: string | null = null
  for (;;) {
    const page = await read(after)
    rows.push(...(page?.nodes ?? []))
    if (!page?.pageInfo.hasNextPage) return rows
    after = page.pageInfo.endCursor ?? null
  }
}

const lists: Record<string, (output: Output) => Promise<void>> = {
  datasets: async output => {
    const rows = await all(async after => (await ask(ListDatasets, { after })).project?.datasets)
    const cells = rows.map(row =>
      [
        row.name,
        word(row.state),
        row.classes.length,
        row.counts.reduce((sum, { total }) => sum + total, 0),
        row.id,
      ].map(String),
    )
    output.result(
      { datasets: rows.map(({ state, ...row }) => ({ ...row, status: word(state) })) },
      table(['NAME', 'STATE', 'CLASSES', 'IMAGES', 'ID'], cells),
    )
  },
  models: async output => {
    const rows = await all(async after => (await ask(ListModels, { after })).project?.models)
    const cells = rows.map(row => [
      row.name,
      row.networkName,
      row.dataset?.name ?? '–',
      row.newestRun ? word(row.newestRun.state) : 'no run',
      row.id,
    ])
    output.result({ models: rows }, table(['NAME', 'NETWORK', 'DATASET', 'NEWEST RUN', 'ID'], cells))
  },
  runs: async output => {
    const rows = await all(async after => (await ask(ListRuns, { after })).project?.runs)
    const cells = rows.map(row => [
      row.name,
      word(row.state),
      `${row.epoch.toFixed(1)} of ${row.solver.epochs}`,
      percent(row.valAccuracy),
      row.id,
    ])
    output.result(
      { runs: rows.map(({ state, ...row }) => ({ ...row, status: word(state) })) },
      table(['NAME', 'STATE', 'EPOCH', 'ACCURACY', 'ID'], cells),
    )
  },
}

export function addListCommand(program: Command, output: () => Output): void {
  program
    .command('ls')
    .description('list datasets, models or runs')
    .addArgument(new Argument('<kind>').choices(Object.keys(lists)))
    .action(async (kind: string) => lists[kind]?.(output()))
}
