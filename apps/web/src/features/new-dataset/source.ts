import type { SourceInput } from '../../gql/graphql'
import { cloneName } from '../../lib/clone-name'

export type SourceKind = 'folder' | 'lists' | 'upload' | 'dataset'

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
  imageFolder: string
  keepsOrder: boolean
  /** What has been sent, whole. */
  upload: { id: string; name: string } | null
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
  | 'dataset'

const ARCHIVE = /\.(zip|tar|tgz|tar\.gz)$/i

export const isArchiveName = (name: string) => ARCHIVE.test(name)
const lastPart = (path: string) => path.replace(/\/+$/, '').split('/').at(-1) ?? ''
const withoutEnd = (name: string) => name.replace(ARCHIVE, '')

/** The name that a source suggests. */
export function sourceName({ kind, folder, trainList, upload, dataset }: SourceDraft): string {
  if (kind === 'folder') return withoutEnd(lastPart(folder))
  if (kind === 'lists') return lastPart(trainList.slice(0, Math.max(0, trainList.lastIndexOf('/'))))
  if (kind === 'upload') return withoutEnd(upload?.name ?? '')
  return dataset ? cloneName(dataset.name, []) : ''
}

/** Splits that the source brings itself. */
export const givenSplits = ({ kind, folder, valFolder, testFolder, valList, testList }: SourceDraft) => {
  const isFolder = kind === 'folder' && !isArchiveName(folder.trim())
  const [val, test] = kind === 'lists' ? [valList, testList] : isFolder ? [valFolder, testFolder] : ['', '']
  return { val: val.trim() !== '', test: test.trim() !== '' }
}

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
  } else if (draft.kind === 'lists') {
    need('trainList', 'Name the list of the training images.')
    need('labels', 'Name the file with one label a line.')
    may('valList')
    may('testList')
    may('imageFolder')
  } else if (draft.kind === 'upload' && !draft.upload) errors.upload = 'Send a folder or an archive first.'
  else if (draft.kind === 'dataset' && !draft.dataset) errors.dataset = 'Choose the dataset to build from.'
  return errors
}

const file = (path: string) => (path.trim() === '' ? undefined : { path: path.trim() })

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
      const { trainList, valList, testList, labels, imageFolder, keepsOrder } = draft
      const lists = { train: { path: trainList.trim() }, validation: file(valList), test: file(testList) }
      return {
        lists: { ...lists, labels: { path: labels.trim() }, imageFolder: imageFolder.trim() || null, keepsOrder },
      }
    }
    case 'upload':
      return draft.upload ? { upload: { uploadId: draft.upload.id } } : undefined
    case 'dataset':
      return draft.dataset ? { dataset: { datasetId: draft.dataset.id, dealsAnew: draft.dealsAnew } } : undefined
  }
}
