import { explain, Failure } from './failure.mjs'
import { UsageFailure } from './options.mjs'

const HELP = `Fovea trains image classifiers.

  ./fovea demo                     everything at once: set up, start, draw samples, train, classify
  ./fovea up [--detach] [--port 5000] [--home DIR] [--data-root DIR]… [--host 0.0.0.0]
  ./fovea down | status [--json] | logs [PART] [--follow]        (each takes --home DIR)
  ./fovea test [kills | PATH…]     all tests; bench [NAME] measures

  ./fovea dataset | train | classify | ls | rm | run | check | token …      ./fovea VERB --help says more
`

/** Verbs of this folder; every other verb is the command line's. */
const VERBS = {
  up: async words => (await import('./verbs/up.mjs')).up(words),
  down: async words => (await import('./verbs/down.mjs')).down(words),
  status: async words => (await import('./verbs/status.mjs')).status(words),
  logs: async words => (await import('./verbs/logs.mjs')).logs(words),
  env: async words => (await import('./verbs/env.mjs')).env(words),
  demo: async words => (await import('./verbs/demo.mjs')).demo(words),
  test: async words => (await import('./verbs/test.mjs')).test(words),
  bench: async words => (await import('./verbs/bench.mjs')).bench(words),
  setup: async words => (await import('./verbs/setup.mjs')).setUp(words),
  'install-worker': async () => void (await (await import('./verbs/setup.mjs')).setUpWorker()),
}

async function main([verb, ...words]) {
  if (verb === undefined || verb === 'help' || verb === '--help' || verb === '-h')
    return process.stdout.write(HELP) && 0
  const known = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined
  if (known && words.some(word => word === '--help' || word === '-h')) return process.stdout.write(HELP) && 0
  if (known) return (await known(words)) ?? 0
  return (await import('./verbs/cli.mjs')).cli([verb, ...words])
}

process.stdout.on('error', error => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

main(process.argv.slice(2)).then(
  code => (process.exitCode = code),
  error => {
    const known = error instanceof Failure ? error.message : explain(`${error.code ?? ''} ${error.message}`)
    const detail = error instanceof Failure ? '' : `\n${error.stack}`
    process.stderr.write(`fovea: ${known ?? 'something unforeseen failed.'}${detail}\n`)
    process.exitCode = error instanceof UsageFailure ? 2 : 1
  },
)
