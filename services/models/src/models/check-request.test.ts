import { describe, expect, it } from 'vitest'
import { checkWords } from './check-request.js'

describe('words about a model', () => {
  it.each([
    ['nothing', {}],
    ['a name in any script', { name: 'Ωμέγα 模型' }],
    ['no group', { group: '' }],
    ['notes of many lines', { notes: 'first\n\tsecond\n' }],
    ['notes of 10,000 characters', { notes: 'a'.repeat(10_000) }],
  ])('may be %s', (_, words) => expect(checkWords(words)).toBeUndefined())

  it.each([
    ['an empty name', { name: '' }, 'name'],
    ['a name of two lines', { name: 'a\nb' }, 'name'],
    ['a name of 201 characters', { name: 'a'.repeat(201) }, 'name'],
    ['a group of two lines', { group: 'a\nb' }, 'group'],
    ['a group of 101 characters', { group: 'a'.repeat(101) }, 'group'],
    ['notes of 10,001 characters', { notes: 'a'.repeat(10_001) }, 'notes'],
    ['notes with a zero byte', { notes: 'a\0b' }, 'notes'],
  ])('are refused with %s', (_, words, field) => expect(checkWords(words)).toMatchObject({ field }))
})
