import type { Fault } from '@fovea/netspec'
import { counted } from '../../lib/format'

/** `2 errors and 1 warning`; empty where nothing is wrong. */
export function faultCount(faults: readonly Fault[]): string {
  const errors = faults.filter(({ severity }) => severity === 'error').length
  const warnings = faults.length - errors
  return [errors > 0 && counted(errors, 'error'), warnings > 0 && counted(warnings, 'warning')]
    .filter(Boolean)
    .join(' and ')
}
