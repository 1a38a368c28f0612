import { describe, expect, it } from 'vitest'
import { datasetErrors, fieldOf, initialDataset, nameOf, settingsSummary, toRecipe } from './draft'

const draft = { ...initialDataset, folder: '/data/ships/' }

describe('the form of a dataset', () => {
  it('names the dataset after its folder until another name is typed', () => {
    expect(nameOf(draft)).toBe('ships')
    expect(nameOf({ ...draft, name: '' })).toBe('')
    expect(datasetErrors(draft)).toEqual({})
    expect(datasetErrors({ ...draft, name: ' ' }).name).toBe('Give the dataset a name.')
  })

  it('says at each field what is wrong with it', () => {
    expect(
      datasetErrors({ ...draft, folder: 'ships', width: '0', height: '32.5', val: 60, test: 40, seed: '' }),
    ).toEqual({
      folder: 'Give the whole path, from / on.',
      width: 'Give 1 to 4096 pixels.',
      height: 'Give 1 to 4096 pixels.',
      split: 'Leave something for training.',
      seed: 'Give a whole number from 0 on.',
    })
  })

  it.each([
    [{ least: '5', most: '3' }, { most: 'At most must not be less than at least.' }],
    [{ most: 'x' }, { most: 'Give whole numbers, or nothing.' }],
    [{ merged: 'cat' }, { merged: '"cat" is not of the form new = first + second.' }],
    // What the source brings is not dealt.
    [{ val: 100, valFolder: '/data/val' }, {}],
  ])('looks at the folded settings, too %#', (part, errors) =>
    expect(datasetErrors({ ...draft, ...part })).toEqual(errors),
  )

  it('becomes a recipe', () => {
    expect(toRecipe({ ...draft, channels: '1', resize: 'HALF_CROP' })).toEqual({
      width: 32,
      height: 32,
      channels: 1,
      resize: 'HALF_CROP',
      validationPercent: 25,
      testPercent: 0,
      seed: 1,
      mirror: false,
      classes: [],
      merged: [],
      minPerClass: 0,
      maxPerClass: 0,
      encoding: 'RAW',
      fastDecoding: false,
    })
    const more = {
      chosen: ['a', 'b'] as string[],
      merged: 'c = a + b',
      least: '2',
      most: '9',
      mirror: true,
      encoding: 'PNG',
      fastDecoding: true,
    } as const
    expect(toRecipe({ ...draft, ...more, valFolder: '/data/val' })).toMatchObject({
      validationPercent: 0,
      classes: ['a', 'b'],
      merged: [{ name: 'c', from: ['a', 'b'] }],
      minPerClass: 2,
      maxPerClass: 9,
      mirror: true,
      encoding: 'PNG',
      fastDecoding: true,
    })
    expect(settingsSummary({ ...draft, ...more })).toBe(
      'mirrored · kept as PNG · fast decoding · 2 classes chosen · 1 merged · at least 2 per class · at most 9 per class · seed 1',
    )
  })

  it('knows at which field a refusal belongs', () => {
    expect(fieldOf('folder')).toBe('folder')
    expect(fieldOf('recipe.validationPercent')).toBe('split')
    expect(fieldOf('source.lists.train')).toBe('trainList')
    expect(fieldOf('source.archive.path')).toBe('folder')
    expect(fieldOf(null)).toBeUndefined()
  })
})
