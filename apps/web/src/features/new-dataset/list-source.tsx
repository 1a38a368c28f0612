import { SegmentedControl, Switch } from '@mantine/core'
import classes from './new-dataset.module.css'
import { PathField } from './path-field'
import type { ListName } from './source'
import type { SourceProps } from './source-fields'
import { TextListField } from './text-list-field'

const LISTS = /\.(txt|csv|lst|list)$/i

/** Lists of images and the numbers of their labels: files on the server, or texts from here. */
export function ListSource({ draft, change, fault, leave }: SourceProps) {
  const path = (name: ListName | 'imageFolder', label: string, description?: string) => (
    <PathField
      label={label}
      name={name}
      {...(name !== 'imageFolder' && { files: LISTS })}
      {...(description !== undefined && { describe: () => description })}
      value={draft[name]}
      error={fault(name)}
      onChange={value => change({ [name]: value })}
      onLeave={leave(name)}
    />
  )
  const list = (name: ListName, label: string, description?: string) =>
    draft.sendsLists ? (
      <TextListField
        label={label}
        name={name}
        {...(description !== undefined && { description })}
        value={draft.texts[name]}
        error={fault(name)}
        onChange={value => change({ texts: { ...draft.texts, [name]: value } })}
        onLeave={leave(name)}
      />
    ) : (
      path(name, label, description)
    )
  return (
    <>
      <SegmentedControl
        className={classes.segments}
        aria-label="Where the lists are"
        value={draft.sendsLists ? 'here' : 'server'}
        onChange={value => change({ sendsLists: value === 'here' })}
        data={[
          { value: 'server', label: 'Lists on the server' },
          { value: 'here', label: 'Pasted or from a file' },
        ]}
      />
      <div className={classes.pair}>
        {list('trainList', 'Training list', 'On each line a path and the number of a label.')}
        {list('labels', 'Labels', 'One a line; the first is number 0.')}
        {list('valList', 'Validation list')}
        {list('testList', 'Test list')}
      </div>
      {path(
        'imageFolder',
        'Images are below',
        draft.sendsLists
          ? 'The folder of the server where relative paths begin.'
          : 'Where relative paths begin; empty: beside the training list.',
      )}
      <Switch
        label="Shuffle"
        description="Off: images are stored in the order of the lists."
        checked={!draft.keepsOrder}
        onChange={event => change({ keepsOrder: !event.currentTarget.checked })}
      />
    </>
  )
}
