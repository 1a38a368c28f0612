import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { explain, Failure } from '../failure.mjs'

/**
 * Runs a command with its output in a log; the last lines and a plain cause come back when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: Record<string, string>, log: string, onLine?: (line: string) => void, doing: string}} options
 */
export function run(command, args, { cwd, env = process.env, log, onLine = () => {}, doing }) {
  mkdirSync(dirname(log), { recursive: true })
  const file = openSync(log, 'a')
  writeSync(file, `\n$ ${command} ${args.join(' ')}\n`)
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    let rest = ''
    const take = data => {
      writeSync(file, data)
      text = (text + data).slice(-8000)
      const lines = (rest + data).split(/[\r\n]/)
      rest = lines.pop()
      for (const line of lines) onLine(line)
    }
    child.stdout.setEncoding('utf8').on('data', take)
    child.stderr.setEncoding('utf8').on('data', take)
    child.once('error', error => reject(new Failure(`${doing} failed: ${command} cannot be run (${error.code}).`)))
    child.once('close', (code, signal) => {
      closeSync(file)
      if (code === 0) return resolve(text)
      const why = explain(text) ?? tail(text)
      reject(new Failure(`${doing} failed (${signal ?? `exit code ${code}`}). ${why}\nThe full log: ${log}`))
    })
  })
}

function tail(text) {
  return `Its last words:\n${text
    .trim()
    .split('\n')
    .slice(-25)
    .map(line => `  ${line}`)
    .join('\n')}`
}
