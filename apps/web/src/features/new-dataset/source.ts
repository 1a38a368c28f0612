import type { SourceInput } from '../../gql/graphql'
import { cloneName } from '../../lib/clone-name'

export type SourceKind = 'folder' | 'lists' | 'upload' | 's3' | 'dataset'

/** Of each list either a path on the server or its text. */
export type ListName = 'trainList' | 'valList' | 'testList' | 'labels'
export type ListTexts = Record<ListName, { name: string; text: string }>

/** Where the images come from, as typed; the fields of the other kinds keep what they hold. */
export interface SourceDraft {
  kind: SourceKind
  /** A folder of the server, or an archive there. */
  folder: string
  valFolder: string
  testFolder: string
  trainList: string
  valList: string
  testList: string
  labels: string
  /** Lists are sent from this computer instead of being named on the server. */
  sendsLists: boolean
  /** Not kept over a reload. */
  texts: ListTexts
  imageFolder: string
  keepsOrder: boolean
  /** What has been sent, whole. */
  upload: { id: string; name: string } | null
  s3Url: string
  s3Endpoint: string
  s3Region: string
  /** Not kept over a reload. */
  s3Keys: { accessKey: string; secretKey: string }
  dataset: { id: string; name: string } | null
  dealsAnew: boolean
}

export type SourceField =
  | 'folder'
  | 'valFolder'
  | 'testFolder'
  | 'trainList'
  | 'valList'
  | 'testList'
  | 'labels'
  | 'imageFolder'
  | 'upload'
  | 's3Url'
  | 's3Endpoint'
  | 's3Region'
  | 'accessKey'
  | 'secretKey'
  | 'dataset'

/** Signs of all lists together that are sent as text. */
const MOST_TEXT = 2 ** 20
const ARCHIVE = /\.(zip|tar|tgz|tar\.gz)$/i

export const isArchiveName = (name: string) => ARCHIVE.test(name)
const lastPart = (path: string) => path.replace(/\/+$/, '').split('/').at(-1) ?? ''
const withoutEnd = (name: string) => name.replace(ARCHIVE, '')

/** The name that a source suggests. */
export function sourceName({ kind, folder, trainList, sendsLists, upload, s3Url, dataset }: SourceDraft): string {
  if (kind === 'folder') return withoutEnd(lastPart(folder))
  if (kind === 's3') return lastPart(s3Url.trim().replace(/^s3:\/*/, ''))
  if (kind === 'lists' && sendsLists) return ''
  if (kind === 'lists') return lastPart(trainList.slice(0, Math.max(0, trainList.lastIndexOf('/'))))
  if (kind === 'upload') return withoutEnd(upload?.name ?? '')
  return dataset ? cloneName(dataset.name, []) : ''
}

/** Splits that the source brings itself. */
export const givenSplits = (draft: SourceDraft) => {
  const { kind, folder, valFolder, testFolder } = draft
  const isFolder = kind === 'folder' && !isArchiveName(folder.trim())
  const lists = [listOf(draft, 'valList'), listOf(draft, 'testList')] as const
  const [val, test] = kind === 'lists' ? lists : isFolder ? [valFolder, testFolder] : ['', '']
  return { val: val.trim() !== '', test: test.trim() !== '' }
}

/** What a list is given by: its path, or its text. */
const listOf = (draft: SourceDraft, list: ListName) => (draft.sendsLists ? draft.texts[list].text : draft[list])

const pathFault = (path: string) => (path.trim().startsWith('/') ? undefined : 'Give the whole path, from / on.')

/** What can be known before the server is asked. */
export function sourceErrors(draft: SourceDraft): Partial<Record<SourceField, string>> {
  const errors: Partial<Record<SourceField, string>> = {}
  const need = (field: 'folder' | 'trainList' | 'labels', missing: string) => {
    const fault = draft[field].trim() === '' ? missing : pathFault(draft[field])
    if (fault) errors[field] = fault
  }
  const may = (field: 'valFolder' | 'testFolder' | 'valList' | 'testList' | 'imageFolder') => {
    const fault = draft[field].trim() === '' ? undefined : pathFault(draft[field])
    if (fault) errors[field] = fault
  }
  if (draft.kind === 'folder') {
    need('folder', 'Name the folder that holds one sub-folder a class.')
    may('valFolder')
    may('testFolder')
  } else if (draft.kind === 'lists' && draft.sendsLists) {
    if (draft.texts.trainList.text.trim() === '') errors.trainList = 'Choose or paste the list of the training images.'
    if (draft.texts.labels.text.trim() === '') errors.labels = 'Choose or paste one label a line.'
    const bytes = Object.values(draft.texts).reduce((sum, { text }) => sum + text.length, 0)
    if (bytes > MOST_TEXT) errors.trainList = 'Lists above 1 MiB are put on the server and named there.'
    may('imageFolder')
  } else if (draft.kind === 'lists') {
    need('trainList', 'Name the list of the training images.')
    need('labels', 'Name the file with one label a line.')
    may('valList')
    may('testList')
    may('imageFolder')
  } else if (draft.kind === 's3') {
    if (!/^s3:\/\/[^/]/i.test(draft.s3Url.trim())) errors.s3Url = 'Give the address, such as s3://bucket/folder.'
    if (draft.s3Endpoint.trim() !== '' && !/^https?:\/\/[^/]/i.test(draft.s3Endpoint.trim()))
      errors.s3Endpoint = 'Give the address of the server, from https:// on.'
    if (draft.s3Keys.accessKey.trim() === '') errors.accessKey = 'Give the access key.'
    if (draft.s3Keys.secretKey.trim() === '') errors.secretKey = 'Give the secret key.'
  } else if (draft.kind === 'upload' && !draft.upload) errors.upload = 'Send a folder or an archive first.'
  else if (draft.kind === 'dataset' && !draft.dataset) errors.dataset = 'Choose the dataset to build from.'
  return errors
}

function fileOf(draft: SourceDraft, list: ListName) {
  const given = listOf(draft, list)
  if (given.trim() === '') return undefined
  return draft.sendsLists ? { text: given } : { path: given.trim() }
}

/** Undefined where something is still missing. */
export function toSource(draft: SourceDraft): SourceInput | undefined {
  if (Object.keys(sourceErrors(draft)).length > 0) return undefined
  const folder = draft.folder.trim()
  switch (draft.kind) {
    case 'folder': {
      if (isArchiveName(folder)) return { archive: { path: folder } }
      const own = { validationFolder: draft.valFolder.trim() || null, testFolder: draft.testFolder.trim() || null }
      return { folder: { folder, ...own } }
    }
    case 'lists': {
      const [train, labels] = [fileOf(draft, 'trainList'), fileOf(draft, 'labels')]
      const more = { validation: fileOf(draft, 'valList'), test: fileOf(draft, 'testList') }
      const { imageFolder, keepsOrder } = draft
      return (
        train && labels && { lists: { train, labels, ...more, imageFolder: imageFolder.trim() || null, keepsOrder } }
      )
    }
    case 'upload':
      return draft.upload ? { upload: { uploadId: draft.upload.id } } : undefined
    case 's3': {
      const { accessKey, secretKey } = draft.s3Keys
      const place = { url: draft.s3Url.trim(), endpoint: draft.s3Endpoint.trim() || null }
      const region = draft.s3Region.trim() || 'us-east-1'
      return { s3: { ...place, region, accessKey: accessKey.trim(), secretKey: secretKey.trim() } }
    }
    case 'dataset':
      return draft.dataset ? { dataset: { datasetId: draft.dataset.id, dealsAnew: draft.dealsAnew } } : undefined
  }
}

/** As much of a list as a preview looks at. */
const PREVIEWED = 2 ** 16

/** What a preview is made of. Keys are sent once, when the dataset is made, and so a bucket has none. */
export function toPreviewed(draft: SourceDraft): SourceInput | undefined {
  if (draft.kind === 's3') return undefined
  const source = toSource(draft)
  const text = source?.lists?.train.text
  if (!source?.lists || text == null) return source
  const start = text.length > PREVIEWED ? text.slice(0, text.lastIndexOf('\n', PREVIEWED) + 1) : text
  const { imageFolder, keepsOrder } = source.lists
  return {
    lists: {
      train: { text: start },
      labels: { text: '' },
      imageFolder: imageFolder ?? null,
      keepsOrder: keepsOrder ?? false,
    },
  }
}
