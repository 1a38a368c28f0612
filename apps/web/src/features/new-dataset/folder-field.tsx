import { Autocomplete, Input } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useId } from 'react'
import { useQuery } from 'urql'
import { useProject } from '../shell'
import { completePathDocument } from './new-dataset.graphql'

const PAUSE_MS = 120

interface Props {
  value: string
  error: string | undefined
  onChange: (value: string) => void
  onLeave: () => void
}

/** A path on the server, completed as it is typed. */
export function FolderField({ value, error, onChange, onLeave }: Props) {
  const { handle } = useProject()
  const [typed] = useDebouncedValue(value, PAUSE_MS)
  const [{ data }] = useQuery({ query: completePathDocument, variables: { handle, typed } })
  const { paths = [], roots = [] } = data?.project?.completePath ?? {}
  const id = useId()
  return (
    <div>
      {/* Not the field's own label: the list of paths would bear the same name. */}
      <Input.Label htmlFor={id} fz={13} fw={550}>
        Folder
      </Input.Label>
      <Autocomplete
        id={id}
        description={`On the server${roots.length > 0 ? `, below ${roots.join(' or ')}` : ''}; one sub-folder a class.`}
        placeholder={roots[0] ? `${roots[0]}/…` : '/…'}
        data={paths}
        // The server has chosen already; here nothing more is left out.
        filter={({ options }) => options}
        value={value}
        onChange={onChange}
        onBlur={onLeave}
        error={error}
        spellCheck={false}
        autoComplete="off"
        name="folder"
        maxDropdownHeight={280}
      />
    </div>
  )
}
