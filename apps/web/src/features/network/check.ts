import { type Compiled, compile } from '@fovea/netspec'

export interface DatasetShape {
  classes: number
  width: number
  height: number
  channels: number
}

export interface Check extends Pick<Compiled, 'faults' | 'figures' | 'drawing'> {
  hasErrors: boolean
  /** The crop that the text or the form asks for; 0: none. */
  crop: number
}

/** The whole check, here in the browser, at each key stroke; undefined for no text. */
export function checkText(
  text: string,
  { classes, width, height, channels }: DatasetShape,
  crop: number | undefined,
): Check | undefined {
  if (text.trim() === '') return undefined
  const { faults, figures, drawing, preprocessingHints } = compile(text, {
    classes,
    input: { width, height, channels },
    preprocessing: crop === undefined ? {} : { crop },
  })
  return {
    faults,
    figures,
    drawing,
    hasErrors: faults.some(({ severity }) => severity === 'error'),
    crop: crop ?? preprocessingHints.crop ?? 0,
  }
}
