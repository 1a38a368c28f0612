import { Argument, type Command } from 'commander'
import { ask } from '../api.js'
import { DeleteDataset, DeleteModel, DeleteRun } from '../documents.graphql.js'
import { findDataset, findModel, findRun } from '../find.js'
import { expect } from '../outcome.js'
import type { Output } from '../output.js'

const removers: Record<string, (idOrName: string) => Promise<string>> = {
  dataset: async name =>
    expect((await ask(DeleteDataset, { id: (await findDataset(name)).id })).deleteDataset, 'Dataset').id,
  model: async name => expect((await ask(DeleteModel, { id: (await findModel(name)).id })).deleteModel, 'Model').id,
  run: async name => expect((await ask(DeleteRun, { id: (await findRun(name)).id })).deleteRun, 'Run').id,
}

const KINDS = Object.keys(removers).flatMap(kind => [kind, `${kind}s`])

export function addRemoveCommand(program: Command, output: () => Output): void {
  program
    .command('rm')
    .description('delete datasets, models (with their runs) or runs')
    .addArgument(new Argument('<kind>').choices(KINDS))
    .argument('<id or name...>')
    .action(async (kind: string, names: string[]) => {
      const removed: string[] = []
      for (const name of names) removed.push((await removers[kind.replace(/s$/, '')]?.(name)) ?? '')
      output().result(
        { removed },
        removed.map(id => `deleted ${id}`),
      )
    })
}
