const hex = /^[-+]?0[xX]/
const octal = /^[-+]?0[0-9]/

/** The number of a numeral as protobuf's text format has them: decimal, hexadecimal or octal whole numbers, decimal floats. */
export function readNumeral(text: string, isInteger: boolean): number | undefined {
  const sign = text.startsWith('-') ? -1 : 1
  const bare = text.startsWith('-') || text.startsWith('+') ? text.slice(1) : text
  if (hex.test(text)) return isInteger ? sign * Number(bare) : undefined
  // A float with a leading zero is decimal; of a whole number the zero says octal.
  if (octal.test(text) && /^[0-9]+$/.test(bare)) {
    if (!isInteger || /[89]/.test(bare)) return undefined
    return sign * Number.parseInt(bare, 8)
  }
  const number = sign * Number(bare.endsWith('f') || bare.endsWith('F') ? bare.slice(0, -1) : bare)
  return !Number.isFinite(number) || (isInteger && !Number.isInteger(number)) ? undefined : number
}
