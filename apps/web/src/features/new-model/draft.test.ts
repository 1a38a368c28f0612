import { describe, expect, it } from 'vitest'
import { customized, type Draft, initialDraft, networkInput, networkText, networkTitle } from './draft'

const networks = [{ name: 'lenet', title: 'LeNet', text: 'layer { }' }]
const previous = { model: 'm', run: 'r', name: 'ships#3', text: 'name: "Mine"\nlayer { a }' }
const weights = { snapshot: 's', run: 'ships#3', epoch: 4 }
const draft = (part: Partial<Draft>): Draft => ({ ...initialDraft, ...part })

describe('the network of a new model', () => {
  it.each<[string, Partial<Draft>, string, string, object]>([
    ['a standard one', {}, 'layer { }', 'LeNet', { network: { standard: 'lenet' }, initialSnapshotId: null }],
    [
      'a standard one, whatever was chosen in the other tabs',
      { previous, weights, text: 'x' },
      'layer { }',
      'LeNet',
      { network: { standard: 'lenet' }, initialSnapshotId: null },
    ],
    [
      'none of before yet',
      { source: 'previous' },
      '',
      'own network',
      { network: { text: '' }, initialSnapshotId: null },
    ],
    [
      'one of before with its weights',
      { source: 'previous', previous, weights },
      previous.text,
      'Mine',
      { network: { text: previous.text }, initialSnapshotId: 's' },
    ],
    [
      'an own one',
      { source: 'custom', text: "name: 'Other'" },
      "name: 'Other'",
      'Other',
      { network: { text: "name: 'Other'" }, initialSnapshotId: null },
    ],
    [
      'an own one without a name',
      { source: 'custom', text: 'layer {\n  name: "conv1"\n}' },
      'layer {\n  name: "conv1"\n}',
      'own network',
      { network: { text: 'layer {\n  name: "conv1"\n}' }, initialSnapshotId: null },
    ],
    ['one that is gone', { network: 'gone' }, '', '', { network: { standard: 'gone' }, initialSnapshotId: null }],
  ])('is %s', (_, part, text, title, input) => {
    expect(networkText(draft(part), networks)).toBe(text)
    expect(networkTitle(draft(part), networks)).toBe(title)
    expect(networkInput(draft(part), networks)).toEqual(input)
  })

  it('keeps weights when it is customized from a run, and leaves them behind otherwise', () => {
    expect(customized(draft({ source: 'previous', weights }), 't')).toEqual({ source: 'custom', text: 't', weights })
    expect(customized(draft({ source: 'standard', weights }), 't')).toEqual({
      source: 'custom',
      text: 't',
      weights: null,
    })
  })
})
