import type { SolverDraft, SolverErrors } from './solver-draft'

export interface SolverFormProps {
  draft: SolverDraft
  errors: SolverErrors
  onChange: (part: Partial<SolverDraft>) => void
}

export type PlainField = Exclude<keyof SolverDraft, 'policy' | 'mean' | 'mirror'>

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
