import { Command, CommanderError } from 'commander'
import { addCheckCommand } from './commands/check.js'
import { addClassifyCommand } from './commands/classify.js'
import { addConvertCommand } from './commands/convert.js'
import { addDatasetCommand } from './commands/dataset.js'
import { addDownloadCommand } from './commands/download.js'
import { addListCommand } from './commands/list.js'
import { addRemoveCommand } from './commands/remove.js'
import { addRunCommand } from './commands/run.js'
import { addTokenCommand } from './commands/token.js'
import { addTrainCommand } from './commands/train.js'
import { words } from './config.js'
import { EXIT } from './outcome.js'
import { Output } from './output.js'

// Read before anything else: a usage fault, too, is answered in the form that was asked for.
const HELP = `
Everywhere: --json; --url URL (FOVEA_URL) for a platform elsewhere; --token TOKEN (FOVEA_TOKEN); --project HANDLE (FOVEA_PROJECT).`
const output = new Output(words.includes('--json'))

const program = new Command('fovea')
  .exitOverride()
  .configureOutput({ writeOut: text => process.stderr.write(text) })
  .addHelpText('after', HELP)
for (const add of [
  addDatasetCommand,
  addTrainCommand,
  addClassifyCommand,
  addListCommand,
  addRemoveCommand,
  addRunCommand,
  addCheckCommand,
  addConvertCommand,
  addDownloadCommand,
  addTokenCommand,
]) {
  add(program, () => output)
}

try {
  await program.parseAsync(
    words.filter(word => word !== '--json'),
    { from: 'user' },
  )
} catch (error) {
  process.exitCode = error instanceof CommanderError ? usage(error) : output.failure(error)
}

/** Help is done; anything else that the parser stops at is a fault of usage, which it has already printed. */
function usage({ exitCode, message }: CommanderError) {
  if (exitCode === 0) return EXIT.done
  if (words.includes('--json')) output.result({ error: { code: 'usage', message } }, [])
  return EXIT.usage
}
