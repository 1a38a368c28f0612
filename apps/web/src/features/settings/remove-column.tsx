import { Button } from '@mantine/core'
import type { Column } from '../../ui/data-table'

/** The last column of what can be taken away again. */
export const removeColumn = <T,>(label: string, onRemove: (row: T) => void): Column<T> => ({
  key: 'remove',
  title: '',
  isNumber: true,
  render: row => (
    <Button variant="subtle" color="gray" size="compact-sm" fw={500} onClick={() => onRemove(row)}>
      {label}
    </Button>
  ),
})
