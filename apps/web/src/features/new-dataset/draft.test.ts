import { describe, expect, it } from 'vitest'
import { datasetErrors, fieldOf, initialDataset, nameOf, toRecipe } from './draft'

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

  it('becomes a recipe', () => {
    expect(toRecipe({ ...draft, channels: '1', resize: 'HALF_CROP' })).toEqual({
      width: 32,
      height: 32,
      channels: 1,
      resize: 'HALF_CROP',
      validationPercent: 25,
      testPercent: 0,
      seed: 1,
    })
  })

  it('knows at which field a refusal belongs', () => {
    expect(fieldOf('folder')).toBe('folder')
    expect(fieldOf('recipe.validationPercent')).toBe('split')
    expect(fieldOf(null)).toBeUndefined()
  })
})
