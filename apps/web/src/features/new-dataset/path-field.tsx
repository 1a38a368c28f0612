import { Autocomplete, Input } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useId } from 'react'
import { useQuery } from 'urql'
import { useProject } from '../shell'
import { completePathDocument } from './new-dataset.graphql'

const PAUSE_MS = 120

interface Props {
  label: string
  name: string
  /** Files that are offered beside folders, by their names; without it, none. */
  files?: RegExp
  describe?: (roots: readonly string[]) => ReactNode
  value: string
  error: string | undefined
  onChange: (value: string) => void
  onLeave: () => void
}

/** A path on the server, completed as it is typed. */
export function PathField({ label, name, files, describe, value, error, onChange, onLeave }: Props) {
  const { handle } = useProject()
  const [typed] = useDebouncedValue(value, PAUSE_MS)
  const variables = { handle, typed, files: files !== undefined }
  const [{ data }] = useQuery({ query: completePathDocument, variables })
  const { paths = [], roots = [] } = data?.project?.completePath ?? {}
  const isOffered = (path: string) => !FILE.test(path) || files?.test(path)
  const id = useId()
  return (
    <div>
      {/* Not the field's own label: the list of paths would bear the same name. */}
      <Input.Label htmlFor={id} fz={13} fw={550}>
        {label}
      </Input.Label>
      <Autocomplete
        id={id}
        description={describe?.(roots)}
        placeholder={roots[0] ? `${roots[0]}/…` : '/…'}
        data={paths.filter(isOffered)}
        // The server has chosen already; here nothing more is left out.
        filter={({ options }) => options}
        value={value}
        onChange={onChange}
        onBlur={onLeave}
        error={error}
        spellCheck={false}
        autoComplete="off"
        name={name}
        maxDropdownHeight={280}
      />
    </div>
  )
}

/** Files that the server offers. */
const FILE = /\.(txt|csv|lst|list|zip|tar|tgz|tar\.gz)$/i
