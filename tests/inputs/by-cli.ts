import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ask } from './cases.js'
import { folderOf, NOBODY, type Seen, type World } from './way.js'

function words(ask: Ask, { folders }: World, scratch: string): string[] {
  switch (ask.kind) {
    case 'build': {
      const shares = [...(ask.val ? ['--val', `${ask.val}`] : []), ...(ask.test ? ['--test', `${ask.test}`] : [])]
      const size = ['--size', '28x28', '--channels', 'gray']
      return [
        'dataset',
        'create',
        ask.name ?? 'refused',
        '--folder',
        folderOf(ask.folder, folders),
        ...shares,
        ...size,
        '--wait',
      ]
    }
    case 'train': {
      const file = join(scratch, 'network.prototxt')
      if (typeof ask.network !== 'string') writeFileSync(file, ask.network.text)
      const network = typeof ask.network === 'string' ? ask.network : file
      const rate = ask.rate === undefined ? [] : [`--lr=${ask.rate}`]
      return [
        'train',
        ask.name ?? 'refused',
        '--dataset',
        'used',
        '--network',
        network,
        ...rate,
        '--epochs',
        '2',
        '--wait',
      ]
    }
    case 'classify': {
      const file = ask.file === 'missing' ? join(scratch, 'missing.png') : folders.files[ask.file]
      return ['classify', 'user', file, ...(ask.snapshot ? ['--snapshot', '77'] : [])]
    }
    case 'delete':
      return ['rm', 'dataset', ask.dataset]
    case 'find':
      return ask.what === 'dataset'
        ? ['rm', 'dataset', NOBODY]
        : ask.what === 'model'
          ? ['train', 'nobody']
          : ['run', 'pause', NOBODY]
  }
}

/** The same through the command line: its one JSON object, and its exit code. */
export async function byCli(ask: Ask, world: World): Promise<Seen> {
  const scratch = mkdtempSync(join(tmpdir(), 'fovea-words-'))
  try {
    const { code, stdout, stderr } = await world.platform.cli(words(ask, world, scratch), 180)
    const error = stdout.error ?? stdout.results?.[0]?.error ?? {}
    const rejected = (stdout.rejected ?? []).map(
      ({ path, reason }: { path: string; reason: string }) => `${path}: ${reason}`,
    )
    return {
      exit: code,
      text:
        [error.message, error.remedy, ...rejected, stderr].filter(Boolean).join('\n') +
        (error.faults ?? []).map((fault: { remedy?: string }) => `\n${fault.remedy}`).join(''),
      field: error.field,
      code: error.code,
      names: error.names,
      at: error.faults?.map(({ line, column }: { line: number; column: number }) => `${line}:${column}`),
    }
  } finally {
    rmSync(scratch, { recursive: true })
  }
}
