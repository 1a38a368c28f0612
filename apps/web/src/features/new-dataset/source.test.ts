import { describe, expect, it } from 'vitest'
import { initialDataset } from './draft'
import { givenSplits, sourceErrors, sourceName, toSource } from './source'

const folder = { ...initialDataset, folder: '/data/ships/' }
const lists = {
  ...initialDataset,
  kind: 'lists' as const,
  trainList: '/data/lists/train.txt',
  valList: '/data/lists/val.txt',
  labels: '/data/lists/labels.txt',
}
const upload = { ...initialDataset, kind: 'upload' as const, upload: { id: 'u', name: 'ships.tar.gz' } }
const dataset = { ...initialDataset, kind: 'dataset' as const, dataset: { id: 'd', name: 'ships' }, dealsAnew: true }

describe('the source of a dataset', () => {
  it.each([
    [folder, 'ships'],
    [{ ...folder, folder: '/data/ships.zip' }, 'ships'],
    [lists, 'lists'],
    [upload, 'ships'],
    [dataset, 'ships 2'],
    [{ ...initialDataset, kind: 'upload' as const }, ''],
  ])('suggests a name %#', (draft, name) => expect(sourceName(draft)).toBe(name))

  it.each([
    [folder, { folder: { folder: '/data/ships/', validationFolder: null, testFolder: null } }],
    [
      { ...folder, valFolder: ' /data/val ' },
      { folder: { folder: '/data/ships/', validationFolder: '/data/val', testFolder: null } },
    ],
    [{ ...folder, folder: '/data/ships.tgz', valFolder: '/x' }, { archive: { path: '/data/ships.tgz' } }],
    [
      lists,
      {
        lists: {
          train: { path: lists.trainList },
          validation: { path: lists.valList },
          test: undefined,
          labels: { path: lists.labels },
          imageFolder: null,
          keepsOrder: false,
        },
      },
    ],
    [upload, { upload: { uploadId: 'u' } }],
    [dataset, { dataset: { datasetId: 'd', dealsAnew: true } }],
  ])('is sent as one of its kinds %#', (draft, source) => expect(toSource(draft)).toEqual(source))

  it.each([
    [initialDataset, ['folder']],
    [{ ...folder, valFolder: 'val' }, ['valFolder']],
    [{ ...initialDataset, kind: 'lists' as const, imageFolder: 'x' }, ['trainList', 'labels', 'imageFolder']],
    [{ ...initialDataset, kind: 'upload' as const }, ['upload']],
    [{ ...initialDataset, kind: 'dataset' as const }, ['dataset']],
  ])('is not sent while something is missing %#', (draft, fields) => {
    expect(Object.keys(sourceErrors(draft))).toEqual(fields)
    expect(toSource(draft)).toBeUndefined()
  })

  it('may bring splits of its own', () => {
    expect(givenSplits(lists)).toEqual({ val: true, test: false })
    expect(givenSplits({ ...folder, testFolder: '/data/test' })).toEqual({ val: false, test: true })
    expect(givenSplits({ ...lists, kind: 'folder' })).toEqual({ val: false, test: false })
  })
})
