const SPLITS = ['TRAIN', 'VAL', 'TEST'] as const
type Split = (typeof SPLITS)[number]

/** Which images are looked at; in the address, so that one comes back to the same and a colleague sees the same. */
export interface View {
  split: Split | undefined
  /** Undefined = all classes. */
  label: number | undefined
  /** From 1. */
  page: number
  /** The image to return to. */
  at: number | undefined
  /** The kind of findings that is opened. */
  finding: string | undefined
}

const whole = (text: string | null, least: number) =>
  text !== null && /^\d{1,9}$/.test(text) && Number(text) >= least ? Number(text) : undefined

export const readView = (parameters: URLSearchParams): View => ({
  split: SPLITS.find(split => split === parameters.get('split')),
  label: whole(parameters.get('class'), 0),
  page: whole(parameters.get('page'), 1) ?? 1,
  at: whole(parameters.get('at'), 0),
  finding: parameters.get('finding') ?? undefined,
})

/** Begins with `?`, or is empty where nothing is chosen. */
export function writeView({ split, label, page, at, finding }: View): string {
  const chosen: Record<string, string | number | undefined | false> = {
    split,
    class: label,
    page: page > 1 && page,
    at,
    finding,
  }
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(chosen))
    if (value !== undefined && value !== false) parameters.set(name, String(value))
  return parameters.size > 0 ? `?${parameters}` : ''
}
