import { describe, expect, it } from 'vitest'
import { mergedFault, readMerged, writeMerged } from './merged'

describe('merged classes', () => {
  it('are written one a line and read back', () => {
    const merged = [
      { name: 'animal', from: ['cat', 'big dog'] },
      { name: 'ship', from: ['tanker'] },
    ]
    expect(readMerged(`${writeMerged(merged)}\n\n`)).toEqual(merged)
    expect(mergedFault(writeMerged(merged))).toBeUndefined()
    expect(mergedFault('')).toBeUndefined()
  })

  it.each(['cat', '= cat', 'animal =', 'animal = cat +', 'a = b = c'])('%j is none', line => {
    expect(mergedFault(`ship = tanker\n${line}`)).toContain(line)
    expect(readMerged(line)).toEqual([])
  })
})
