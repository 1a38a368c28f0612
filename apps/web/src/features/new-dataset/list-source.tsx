import { Switch } from '@mantine/core'
import classes from './new-dataset.module.css'
import { PathField } from './path-field'
import type { SourceProps } from './source-fields'

const LISTS = /\.(txt|csv|lst|list)$/i

/** Lists of images and the numbers of their labels, as files on the server. */
export function ListSource({ draft, change, fault, leave }: SourceProps) {
  const path = (
    name: 'trainList' | 'valList' | 'testList' | 'labels' | 'imageFolder',
    label: string,
    description?: string,
  ) => (
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
  return (
    <>
      <div className={classes.pair}>
        {path('trainList', 'Training list', 'On each line a path and the number of a label.')}
        {path('labels', 'Labels', 'One a line; the first is number 0.')}
        {path('valList', 'Validation list')}
        {path('testList', 'Test list')}
      </div>
      {path('imageFolder', 'Images are below', 'Where relative paths begin; empty: beside the training list.')}
      <Switch
        label="Shuffle"
        description="Off: images are stored in the order of the lists."
        checked={!draft.keepsOrder}
        onChange={event => change({ keepsOrder: !event.currentTarget.checked })}
      />
    </>
  )
}
