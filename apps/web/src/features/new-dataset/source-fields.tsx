import { SegmentedControl } from '@mantine/core'
import type { DatasetDraft, DatasetField } from './draft'
import { FolderSource } from './folder-source'
import classes from './new-dataset.module.css'
import type { SourceKind } from './source'
import { BucketSource, DatasetSource, ListSource, UploadSource } from './when-wanted'

export interface SourceProps {
  draft: DatasetDraft
  change: (part: Partial<DatasetDraft>) => void
  fault: (field: DatasetField) => string | undefined
  leave: (field: DatasetField) => () => void
}

const KINDS: { value: SourceKind; label: string }[] = [
  { value: 'folder', label: 'On the server' },
  { value: 'upload', label: 'This computer' },
  { value: 'lists', label: 'Text lists' },
  { value: 's3', label: 'S3 bucket' },
  { value: 'dataset', label: 'Another dataset' },
]

/** Five ways to bring pictures. */
export function SourceFields(props: SourceProps) {
  const { draft, change } = props
  return (
    <div className={classes.source}>
      <SegmentedControl
        className={classes.kinds}
        aria-label="Where the pictures come from"
        fullWidth
        value={draft.kind}
        onChange={kind => change({ kind: kind as SourceKind })}
        data={KINDS}
      />
      {draft.kind === 'folder' && <FolderSource {...props} />}
      {draft.kind === 'upload' && <UploadSource {...props} />}
      {draft.kind === 'lists' && <ListSource {...props} />}
      {draft.kind === 's3' && <BucketSource {...props} />}
      {draft.kind === 'dataset' && <DatasetSource {...props} />}
    </div>
  )
}
