import { compile, standardNetworks } from '@fovea/netspec'
import { describe, expect, it } from 'vitest'
import { type Folded, fold } from './fold'
import { layout } from './layout'
import { type LayoutInput, layoutInput, NODE_WIDTH } from './sizes'
import { walk } from './walk'
import { company, curve, labelPlace } from './way'

const drawn = (text: string) =>
  fold(compile(text, { classes: 10, input: { channels: 3, height: 28, width: 28 } }).drawing, 'train')

const branches = (n: number) =>
  `${Array.from({ length: n }, (_, i) => `layer { name: "b${i}" type: "Convolution" bottom: "data" top: "b${i}" convolution_param { num_output: 2 kernel_size: 1 } }`).join('\n')}
   layer { name: "c" type: "Concat" ${Array.from({ length: n }, (_, i) => `bottom: "b${i}"`).join(' ')} top: "c" }`

const chain = (n: number) =>
  Array.from(
    { length: n },
    (_, i) => `layer { name: "r${i}" type: "ReLU" bottom: "${i ? `r${i - 1}` : 'data'}" top: "r${i}" }`,
  ).join('\n')

const overlaps = ({ boxes }: LayoutInput, places: Record<string, { x: number; y: number }>) =>
  boxes.flatMap((a, i) =>
    boxes.slice(i + 1).filter(b => {
      const [p, q] = [places[a.id], places[b.id]]
      return p && q && p.x < q.x + b.width && q.x < p.x + a.width && p.y < q.y + b.height && q.y < p.y + a.height
    }),
  )

describe('the places of a drawing', () => {
  it.each([
    ['LeNet', standardNetworks.lenet],
    ['four branches', branches(4)],
    ['one node', ''],
    ['GoogLeNet', standardNetworks.googlenet],
    ['ResNet-50', standardNetworks['resnet-50']],
    ['a thousand layers', chain(1000)],
    ['more that hang together than can be laid out', `${branches(400)}`],
  ])('%s: no two on each other, links lead down', (_, text) => {
    const folded: Folded = drawn(text)
    const input = layoutInput(folded)
    const { places, ways, width, height } = layout(input)
    expect(Object.keys(places)).toHaveLength(folded.groups.length)
    expect(overlaps(input, places)).toEqual([])
    for (const { id } of folded.links) {
      const way = ways[id] ?? []
      expect(way.at(-1)?.y).toBeGreaterThan(way[0]?.y ?? 0)
    }
    expect(width).toBeGreaterThanOrEqual(folded.groups.length > 0 ? NODE_WIDTH : 0)
    expect(Number.isFinite(height)).toBe(true)
  })

  it('stays as it is when only what stands in the nodes changes', () => {
    const text = branches(2)
    expect(layoutInput(drawn(text.replaceAll('kernel_size: 1', 'kernel_size: 3')))).toEqual(layoutInput(drawn(text)))
  })

  it('takes names that are no words', () => {
    const text = 'layer { name: "__proto__" type: "ReLU" bottom: "data" top: "constructor" }'
    expect(Object.keys(layout(layoutInput(drawn(text))).places)).toEqual(['data', '0:__proto__'])
  })

  it('puts shapes where links do not come together', () => {
    const folded = drawn(branches(3))
    const { ways } = layout(layoutInput(folded))
    const with_ = company(folded.links)
    const places = folded.links.map(({ id }) =>
      labelPlace(ways[id] ?? [], with_.get(id) ?? { leaving: 1, arriving: 1 }),
    )
    for (const [i, a] of places.entries())
      for (const b of places.slice(i + 1)) expect(Math.abs(a.x - b.x) > 40 || Math.abs(a.y - b.y) > 14).toBe(true)
  })

  it.each([
    [[], ''],
    [[{ x: 1, y: 2 }], 'M1,2'],
    [
      [
        { x: 0, y: 0 },
        { x: 10, y: 20 },
      ],
      'M0,0 C0,10 10,10 10,20',
    ],
  ])('draws a curve through %j', (points, path) => expect(curve(points)).toBe(path))
})

describe('a walk by the arrows', () => {
  const folded = drawn(branches(3))
  const places = layout(layoutInput(folded))
  it.each([
    [undefined, 'down', 'data'],
    [undefined, 'last', '3:c'],
    ['data', 'up', 'data'],
    ['data', 'down', '1:b1'],
    ['1:b1', 'left', '0:b0'],
    ['1:b1', 'right', '2:b2'],
    ['2:b2', 'right', '2:b2'],
    ['2:b2', 'down', '3:c'],
    ['3:c', 'up', '1:b1'],
    ['1:b1', 'first', 'data'],
    ['1:b1', 'last', '3:c'],
    ['gone', 'down', 'data'],
  ] as const)('from %s %s to %s', (from, step, to) => expect(walk(folded, places, from, step)).toBe(to))

  it('goes nowhere where nothing is', () => {
    expect(
      walk({ groups: [], links: [], groupOf: new Map() }, layout({ boxes: [], links: [] }), undefined, 'down'),
    ).toBeUndefined()
  })
})
