import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { giantPng, png, text, truncatedJpeg } from './pictures.js'

const EACH = 12

/** Folders and files of the table, made once below the data root; `outside` lies beside it. */
export interface Folders {
  root: string
  outside: string
  files: Record<'text' | 'truncated' | 'good', string>
}

function write(path: string, bytes: Buffer | string): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
  return path
}

function classFolder(folder: string, brightness: number): void {
  for (let n = 0; n < EACH; n++) write(join(folder, `${n}.png`), png(brightness, n))
}

function twoClasses(folder: string): void {
  classFolder(join(folder, 'bright'), 200)
  classFolder(join(folder, 'dark'), 20)
}

export function makeFolders(dataRoot: string): Folders {
  const root = mkdtempSync(join(dataRoot, 'inputs-'))
  const outside = mkdtempSync(join(tmpdir(), 'fovea-outside-'))
  twoClasses(join(root, 'good'))
  twoClasses(outside)
  symlinkSync(outside, join(root, 'link'))
  classFolder(join(root, 'one-class', 'bright'), 200)
  twoClasses(join(root, 'empty-class'))
  mkdirSync(join(root, 'empty-class', 'grey'))
  twoClasses(join(root, 'some-broken'))
  write(join(root, 'some-broken/dark/letter.png'), text())
  write(join(root, 'some-broken/dark/cut.jpg'), truncatedJpeg())
  write(join(root, 'some-broken/bright/giant.png'), giantPng())
  for (const name of ['bright', 'dark'])
    for (let n = 0; n < 3; n++) write(join(root, 'all-broken', name, `${n}.png`), text())
  return {
    root,
    outside,
    files: {
      text: write(join(root, 'files/letter.png'), text()),
      truncated: write(join(root, 'files/cut.jpg'), truncatedJpeg()),
      good: write(join(root, 'files/good.png'), png(200, 3)),
    },
  }
}
