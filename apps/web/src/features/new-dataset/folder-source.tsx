import { Fold } from '../../ui/fold'
import classes from './new-dataset.module.css'
import { PathField } from './path-field'
import { isArchiveName } from './source'
import type { SourceProps } from './source-fields'

const ARCHIVES = /\.(zip|tar|tgz|tar\.gz)$/i

const below = (roots: readonly string[]) => (roots.length > 0 ? `, below ${roots.join(' or ')}` : '')

/** A folder of the server with one sub-folder a class, or an archive of it there. */
export function FolderSource({ draft, change, fault, leave }: SourceProps) {
  const own = (name: 'valFolder' | 'testFolder', label: string) => (
    <PathField
      label={label}
      name={name}
      value={draft[name]}
      error={fault(name)}
      onChange={path => change({ [name]: path })}
      onLeave={leave(name)}
    />
  )
  const owned = [draft.valFolder && 'validation', draft.testFolder && 'test'].filter(Boolean)
  return (
    <>
      <PathField
        label="Folder"
        name="folder"
        files={ARCHIVES}
        describe={roots => `On the server${below(roots)}; one sub-folder a class, or an archive of it.`}
        value={draft.folder}
        error={fault('folder')}
        onChange={folder => change({ folder })}
        onLeave={leave('folder')}
      />
      {!isArchiveName(draft.folder.trim()) && (
        <Fold
          title="Splits of their own"
          summary={owned.length > 0 ? owned.join(' and ') : 'none: dealt from the one folder'}
          isForcedOpen={fault('valFolder') !== undefined || fault('testFolder') !== undefined}
        >
          <div className={classes.pair}>
            {own('valFolder', 'For validation')}
            {own('testFolder', 'For testing')}
          </div>
        </Fold>
      )}
    </>
  )
}
