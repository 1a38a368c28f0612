import { PasswordInput, TextInput } from '@mantine/core'
import classes from './new-dataset.module.css'
import type { SourceProps } from './source-fields'

/** Objects below a prefix of somebody's bucket. The keys are asked for each time: they are kept nowhere in the page. */
export function BucketSource({ draft, change, fault, leave }: SourceProps) {
  const text = (
    name: 's3Url' | 's3Endpoint' | 's3Region',
    label: string,
    placeholder: string,
    description?: string,
  ) => (
    <TextInput
      label={label}
      name={name}
      description={description}
      placeholder={placeholder}
      value={draft[name]}
      onChange={event => change({ [name]: event.currentTarget.value })}
      onBlur={leave(name)}
      error={fault(name)}
      spellCheck={false}
      autoComplete="off"
    />
  )
  const key = (name: 'accessKey' | 'secretKey', label: string) => (
    <PasswordInput
      label={label}
      name={name}
      value={draft.s3Keys[name]}
      onChange={event => change({ s3Keys: { ...draft.s3Keys, [name]: event.currentTarget.value } })}
      onBlur={leave(name)}
      error={fault(name)}
      autoComplete="new-password"
    />
  )
  return (
    <>
      {text('s3Url', 'Bucket', 's3://bucket/folder', 'One sub-folder a class. The images are copied once.')}
      <div className={classes.pair} data-level>
        {text('s3Endpoint', 'Endpoint', 'https://… of the server; empty: Amazon')}
        {text('s3Region', 'Region', 'us-east-1')}
        {key('accessKey', 'Access key')}
        {key('secretKey', 'Secret key')}
      </div>
      <p className={classes.note}>The keys are kept encrypted until the images are listed and copied, then removed.</p>
    </>
  )
}
