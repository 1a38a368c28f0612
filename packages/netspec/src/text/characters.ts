/** Classes of characters by code; one look-up a character is what makes reading quick. */
export const isDigit = (code: number) => code >= 48 && code <= 57
export const isOctalDigit = (code: number) => code >= 48 && code <= 55
export const isHexDigit = (code: number) => isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102)
export const isLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95
export const isWordPart = (code: number) => isLetter(code) || isDigit(code)
/** Space, tab, carriage return, form feed, vertical tab, byte-order mark; not the line feed, which is counted. */
export const isBlank = (code: number) =>
  code === 32 || code === 9 || code === 13 || code === 12 || code === 11 || code === 0xfeff
export const isQuote = (code: number) => code === 34 || code === 39
export const isMark = (code: number) => marks.has(code)

const marks = new Set([...'{}<>[]:;,'].map(mark => mark.charCodeAt(0)))
