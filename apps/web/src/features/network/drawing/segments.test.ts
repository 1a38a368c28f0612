import { describe, expect, it } from 'vitest'
import { segments } from './segments'

const box = (id: string) => ({ id, width: 1, height: 1 })
/** `ab` is a link from a to b; boxes are named by letters in their order. */
const cut = (boxes: string, ...links: string[]) =>
  segments({
    boxes: [...boxes].map(box),
    links: links.map(link => ({ id: link, from: link[0] ?? '', to: link[1] ?? '' })),
  }).map(part => `${part.boxes.map(({ id }) => id).join('')} ${part.links.map(({ id }) => id).join(',')}`)

describe('the blocks of a drawing', () => {
  it.each([
    ['a chain', ['abc', 'ab', 'bc'], ['ab ab', 'bc bc']],
    ['branches that join', ['abcde', 'ab', 'ac', 'bd', 'cd', 'de'], ['abcd ab,ac,bd,cd', 'de de']],
    ['a way around', ['abcd', 'ab', 'bc', 'ac', 'cd'], ['abc ab,ac,bc', 'cd cd']],
    ['a branch that ends', ['abcde', 'ab', 'ac', 'cd', 'de'], ['abc ab,ac', 'cd cd', 'de de']],
    ['ends beside each other', ['abc', 'ab', 'ac'], ['abc ab,ac']],
    ['two that are not joined', ['abcd', 'ab', 'cd'], ['ab ab', 'bcd cd']],
    ['one', ['a'], ['a ']],
    ['none', [''], [' ']],
  ] as const)('%s', (_, [boxes, ...links], expected) => {
    const parts = cut(boxes, ...links)
    const sorted = (list: readonly string[]) => list.map(part => part.split(/[ ,]/).sort().join())
    expect(sorted(parts)).toEqual(sorted(expected))
  })
})
