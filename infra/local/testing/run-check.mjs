import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clone } from '../place.mjs'

const SHOWN_LINES = 150

/** Runs one command with its output in a file. Answers whether it succeeded within its time. */
export function runCheck({ name, command, args, cwd = '.', minutes = 10 }, { env, artefacts }) {
  const log = join(artefacts, `${name.replace(/\W+/g, '-')}.log`)
  const file = openSync(log, 'w')
  const since = Date.now()
  return new Promise(resolve => {
    const child = spawn('nice', [command, ...args], {
      cwd: join(clone, cwd),
      env,
      stdio: ['ignore', file, file],
      detached: true,
    })
    closeSync(file)
    const limit = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), minutes * 60_000)
    const end = (ok, reason) => {
      clearTimeout(limit)
      resolve({ name, ok, reason, log, seconds: (Date.now() - since) / 1000 })
    }
    child.once('error', error => end(false, error.message))
    child.once('close', (code, signal) => end(code === 0, signal ? `ended by ${signal}` : `exit code ${code}`))
  })
}

/** The end of a failed command's output. */
export function failureText({ name, reason, log }) {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n')
  const left = lines.length > SHOWN_LINES ? [`(${lines.length - SHOWN_LINES} lines before these are in ${log})`] : []
  return [`── ${name}: ${reason}`, ...left, ...lines.slice(-SHOWN_LINES), ''].join('\n')
}
