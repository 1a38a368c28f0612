import { connect } from 'node:net'
import { join } from 'node:path'
import { ownFile } from './own-file.mjs'
import { ownFolder } from './own-folder.mjs'

/** Valkey with a password and an append-only file: queues survive a kill. @returns {import('../supervise/part.mjs').PartSpec} */
export function valkey({ home, bin, port, password, user, env }) {
  const folder = join(home, 'valkey')
  const settings = join(folder, 'valkey.conf')
  return {
    name: 'valkey',
    port,
    command: bin,
    args: [settings],
    ...user,
    env,
    cwd: folder,
    prepare() {
      ownFolder(folder, user)
      // In a file, not in the arguments: those are visible to every user of the machine.
      const lines = [
        `port ${port}`,
        'bind 127.0.0.1',
        `dir ${JSON.stringify(folder)}`,
        `requirepass ${password}`,
        'appendonly yes',
        'save ""',
        'maxmemory-policy noeviction',
      ]
      ownFile(settings, `${lines.join('\n')}\n`, user)
    },
    ready: () => ping(port, password),
    stopMs: 10_000,
  }
}

function ping(port, password) {
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1' })
    const answer = value => {
      socket.destroy()
      resolve(value)
    }
    let text = ''
    socket.setTimeout(2000, () => answer(false))
    socket.once('error', () => answer(false))
    socket.once('close', () => answer(false))
    socket.on('connect', () => socket.write(`AUTH ${password}\r\nPING\r\n`))
    socket.on('data', data => {
      text += data
      if (text.includes('+PONG')) answer(true)
      if (/^-|\n-/.test(text)) answer(false)
    })
  })
}
