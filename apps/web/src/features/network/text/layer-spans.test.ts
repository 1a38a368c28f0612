import { describe, expect, it } from 'vitest'
import { layerSpans, spanAt } from './layer-spans'

const cut = (text: string) => layerSpans(text).map(({ from, to }) => text.slice(from, to))

describe('the layers of a text', () => {
  it.each([
    ['name: "x"\nlayer { name: "a" }\nlayer { name: "b" }', ['layer { name: "a" }', 'layer { name: "b" }']],
    ['layer { p { q { } } } layer{}', ['layer { p { q { } } }', 'layer{}']],
    ['layers: < name: "old" >', ['layers: < name: "old" >']],
    ['layer { name: "}" # }\n top: \'}\' }', ['layer { name: "}" # }\n top: \'}\' }']],
    ['# layer { }\nlayer { a: 1 }', ['layer { a: 1 }']],
    ['input_shape { dim: 1 } layer { a: 1 }', ['layer { a: 1 }']],
    ['layer { name: "open"', ['layer { name: "open"']],
    ['} layer { a: 1 }', ['layer { a: 1 }']],
    ['no layers here', []],
    ['', []],
  ])('%s', (text, expected) => expect(cut(text)).toEqual(expected))

  it('finds the one under the cursor', () => {
    const text = 'layer { }\n\nlayer { }'
    const spans = layerSpans(text)
    expect([0, 5, 9, 10, 11, text.length].map(offset => spanAt(spans, offset)?.from)).toEqual([
      0,
      0,
      0,
      undefined,
      11,
      11,
    ])
    expect(spanAt([], 3)).toBeUndefined()
  })

  it('takes no long over megabytes of braces and quotes', () => {
    expect(layerSpans('{'.repeat(1_000_000))).toEqual([])
    expect(layerSpans(`layer { "${'\\"'.repeat(500_000)}`)).toHaveLength(1)
  })
})
