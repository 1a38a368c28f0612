import type { SolverDraft } from './solver-draft'
import type { PlainField, SolverErrors } from './solver-errors'

export interface SolverFormProps {
  draft: SolverDraft
  errors: SolverErrors
  onChange: (part: Partial<SolverDraft>) => void
}

export function fieldOf({ draft, errors, onChange }: SolverFormProps) {
  return (name: PlainField) => ({
    name,
    value: draft[name],
    error: errors[name],
    inputMode: 'decimal' as const,
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [name]: event.currentTarget.value }),
  })
}

/** A choice among the keys of `names`. */
export function choiceOf({ draft, errors, onChange }: SolverFormProps) {
  return <N extends 'type' | 'policy' | 'mean' | 'regularization' | 'precision' | 'bestBy'>(
    name: N,
    names: Record<SolverDraft[N], string>,
  ) => ({
    name,
    value: draft[name],
    error: errors[name],
    data: Object.entries<string>(names).map(([value, label]) => ({ value, label })),
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [name]: event.currentTarget.value }),
  })
}
