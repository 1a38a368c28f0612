import { describe, expect, it } from 'vitest'
import { initialDataset } from './draft'
import { givenSplits, sourceErrors, sourceName, toPreviewed, toSource } from './source'

const folder = { ...initialDataset, folder: '/data/ships/' }
const lists = {
  ...initialDataset,
  kind: 'lists' as const,
  trainList: '/data/lists/train.txt',
  valList: '/data/lists/val.txt',
  labels: '/data/lists/labels.txt',
}
const texts = {
  ...initialDataset,
  kind: 'lists' as const,
  sendsLists: true,
  trainList: '/data/ignored.txt',
  texts: {
    ...initialDataset.texts,
    trainList: { name: 'train.txt', text: 'a.png 0\nb.png 1\n' },
    labels: { name: '', text: 'a\nb' },
  },
}
const s3 = {
  ...initialDataset,
  kind: 's3' as const,
  s3Url: ' s3://pictures/ships/ ',
  s3Keys: { accessKey: 'key', secretKey: 'secret ' },
}
const upload = { ...initialDataset, kind: 'upload' as const, upload: { id: 'u', name: 'ships.tar.gz' } }
const dataset = { ...initialDataset, kind: 'dataset' as const, dataset: { id: 'd', name: 'ships' }, dealsAnew: true }

describe('the source of a dataset', () => {
  it.each([
    [folder, 'ships'],
    [{ ...folder, folder: '/data/ships.zip' }, 'ships'],
    [lists, 'lists'],
    [upload, 'ships'],
    [texts, ''],
    [s3, 'ships'],
    [{ ...s3, s3Url: 's3://pictures' }, 'pictures'],
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
    [
      texts,
      {
        lists: {
          train: { text: 'a.png 0\nb.png 1\n' },
          labels: { text: 'a\nb' },
          imageFolder: null,
          keepsOrder: false,
        },
      },
    ],
    [
      s3,
      {
        s3: {
          url: 's3://pictures/ships/',
          endpoint: null,
          region: 'us-east-1',
          accessKey: 'key',
          secretKey: 'secret',
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
    [{ ...initialDataset, kind: 's3' as const }, ['s3Url', 'accessKey', 'secretKey']],
    [{ ...s3, s3Endpoint: 'store.local' }, ['s3Endpoint']],
    [{ ...initialDataset, kind: 'lists' as const, sendsLists: true }, ['trainList', 'labels']],
    [{ ...texts, texts: { ...texts.texts, valList: { name: '', text: 'x'.repeat(2 ** 20) } } }, ['trainList']],
    [{ ...initialDataset, kind: 'dataset' as const }, ['dataset']],
  ])('is not sent while something is missing %#', (draft, fields) => {
    expect(Object.keys(sourceErrors(draft))).toEqual(fields)
    expect(toSource(draft)).toBeUndefined()
  })

  it('is previewed by the beginning of a text, and never with keys', () => {
    expect(toPreviewed(s3)).toBeUndefined()
    expect(toPreviewed(lists)).toEqual(toSource(lists))
    const long = { ...texts.texts, trainList: { name: '', text: 'ships/a.png 0\n'.repeat(10_000) } }
    const text = toPreviewed({ ...texts, texts: long })?.lists?.train.text ?? ''
    expect(text.length).toBeLessThanOrEqual(2 ** 16)
    expect(text.endsWith('ships/a.png 0\n')).toBe(true)
  })

  it('may bring splits of its own', () => {
    expect(givenSplits(lists)).toEqual({ val: true, test: false })
    expect(givenSplits({ ...folder, testFolder: '/data/test' })).toEqual({ val: false, test: true })
    expect(givenSplits({ ...lists, kind: 'folder' })).toEqual({ val: false, test: false })
  })
})
