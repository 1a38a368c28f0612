import type { Command } from 'commander'
import { ask } from '../api.js'
import { AbortRun, PauseRun, ResumeRun } from '../documents.graphql.js'
import { findRun } from '../find.js'
import { expect } from '../outcome.js'
import { type Output, word } from '../output.js'

const verbs = {
  pause: {
    text: 'save its state and free its device',
    act: async (id: string) => (await ask(PauseRun, { id })).pauseRun,
  },
  resume: { text: 'go on where it was', act: async (id: string) => (await ask(ResumeRun, { id })).resumeRun },
  abort: { text: 'end it without saving', act: async (id: string) => (await ask(AbortRun, { id })).abortRun },
}

export function addRunCommand(program: Command, output: () => Output): void {
  const run = program.command('run').description('pause, resume or abort a run')
  for (const [verb, { text, act }] of Object.entries(verbs)) {
    run
      .command(verb)
      // Not in the command's own words: there a blank would begin another argument.
      .argument('<id or name>')
      .description(text)
      .action(async (name: string) => {
        const { id, name: own, state, reason } = expect(await act((await findRun(name)).id), 'Run')
        output().result({ id, status: word(state), reason }, [`${own} is ${word(state)}`])
      })
  }
}
