import { NativeSelect } from '@mantine/core'
import type { Role } from '../../gql/graphql'

const ROLES: { value: Role; label: string }[] = [
  { value: 'VIEWER', label: 'viewer' },
  { value: 'EDITOR', label: 'editor' },
  { value: 'ADMIN', label: 'admin' },
]

/** As high as a row of a table lets it be. */
const IN_A_ROW = { input: { height: 26, minHeight: 26, lineHeight: '24px' } }

interface Props {
  label: string
  isLabelled?: boolean
  value: Role
  isDisabled?: boolean
  onChange: (role: Role) => void
}

/** What somebody may do. */
export const RoleSelect = ({ label, isLabelled, value, isDisabled, onChange }: Props) => (
  <NativeSelect
    label={isLabelled ? label : undefined}
    aria-label={label}
    size={isLabelled ? undefined : 'xs'}
    styles={isLabelled ? {} : IN_A_ROW}
    data={ROLES}
    value={value}
    disabled={isDisabled}
    onChange={event => onChange(event.currentTarget.value as Role)}
    w={isLabelled ? undefined : 96}
  />
)
