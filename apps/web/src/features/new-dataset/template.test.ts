import { describe, expect, it } from 'vitest'
import { templateOf } from './template'

const recipe = {
  __typename: 'Recipe' as const,
  width: 28,
  height: 20,
  channels: 1,
  resize: 'FILL' as const,
  validationPercent: 10,
  testPercent: 5,
  seed: 7,
  mirror: true,
  classes: ['a', 'b', 'c'],
  merged: [{ __typename: 'MergedClass' as const, name: 'd', from: ['a', 'b'] }],
  minPerClass: 0,
  maxPerClass: 9,
  encoding: 'JPEG' as const,
  fastDecoding: true,
}
const none = {
  folder: null,
  validationFolder: null,
  testFolder: null,
  trainList: null,
  validationList: null,
  testList: null,
  labels: null,
  imageFolder: null,
  keepsOrder: null,
  archive: null,
  dataset: null,
}
const of = (source: object) => templateOf({ id: 'd1', name: 'ships', source: { ...none, ...source }, recipe } as never)

describe('a clone of a dataset', () => {
  it('asks for the keys of a bucket anew', () => {
    const place = { s3Url: 's3://a/b', s3Endpoint: 'https://s3.example.org', s3Region: 'eu-west-1' }
    expect(of({ kind: 'S3', ...place })).toMatchObject({
      kind: 's3',
      ...place,
      s3Keys: { accessKey: '', secretKey: '' },
    })
  })

  it('has its recipe', () => {
    expect(of({ kind: 'FOLDER', folder: '/data/ships' })).toMatchObject({
      width: '28',
      height: '20',
      channels: '1',
      resize: 'FILL',
      val: 10,
      test: 5,
      seed: '7',
      mirror: true,
      chosen: ['a', 'b', 'c'],
      merged: 'd = a + b',
      least: '',
      most: '9',
      encoding: 'JPEG',
      fastDecoding: true,
    })
  })

  it.each([
    [
      { kind: 'FOLDER', folder: '/data/ships', testFolder: '/data/test' },
      { kind: 'folder', folder: '/data/ships', valFolder: '', testFolder: '/data/test' },
    ],
    [
      { kind: 'ARCHIVE', archive: '/data/a.zip' },
      { kind: 'folder', folder: '/data/a.zip' },
    ],
    [
      { kind: 'LISTS', trainList: '/l/train.txt', labels: '/l/labels.txt', keepsOrder: true },
      { kind: 'lists', trainList: '/l/train.txt', labels: '/l/labels.txt', valList: '', keepsOrder: true },
    ],
    // Texts and files that were sent are there only in the dataset.
    [{ kind: 'LISTS' }, { kind: 'dataset', dataset: { id: 'd1', name: 'ships' } }],
    [{ kind: 'UPLOAD' }, { kind: 'dataset', dataset: { id: 'd1', name: 'ships' } }],
    [
      { kind: 'DATASET', dataset: { id: 'd0', name: 'first' } },
      { kind: 'dataset', dataset: { id: 'd0', name: 'first' } },
    ],
    [{ kind: 'DATASET' }, { kind: 'dataset', dataset: { id: 'd1', name: 'ships' } }],
  ])('comes from where it came from %#', (source, draft) => expect(of(source)).toMatchObject(draft))
})
