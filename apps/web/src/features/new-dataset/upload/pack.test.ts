import { describe, expect, it } from 'vitest'
import { identityOf, planPieces } from './pack'

const file = (path: string, size = 100, changed = 1) => ({ path, size, changed })

describe('packing', () => {
  it('fills tar after tar, in the order of the paths', () => {
    const { pieces, bytes, leftOut } = planPieces([file('b/2.png'), file('a/1.png'), file('a/3.png', 600)], 3600)
    expect(pieces.map(({ files }) => files.map(({ path }) => path))).toEqual([['a/1.png', 'a/3.png'], ['b/2.png']])
    expect(pieces.map(piece => piece.bytes)).toEqual([1024 + 1024 + 1536, 1024 + 1024])
    expect(bytes).toBe(3584 + 2048)
    expect(leftOut).toBe(0)
  })

  it.each([['ships/readme.txt'], ['.git/a.png'], ['ships/.hidden.png'], ['noname']])('leaves %s out', path => {
    expect(planPieces([file(path), file('a/1.PNG')])).toMatchObject({ leftOut: 1, pieces: [{ files: [{}] }] })
  })

  it('leaves out what is too large for a picture', () => {
    expect(planPieces([file('a/1.png', 64 * 2 ** 20)])).toEqual({ pieces: [], bytes: 0, leftOut: 1 })
  })

  it('knows the same files again', () => {
    const files = [file('a/1.png'), file('b/2.png')]
    expect(identityOf('ships', files)).toBe(identityOf('ships', [...files]))
    for (const other of [
      [file('a/1.png')],
      [file('a/1.png'), file('b/2.png', 101)],
      [file('a/1.png', 100, 2), files[1]],
    ])
      expect(identityOf('ships', other as typeof files)).not.toBe(identityOf('ships', files))
  })
})
