import { expect, it } from 'vitest'
import { csvLine } from './csv.js'

it.each([
  [['ship/a.jpg', 'truncated'], 'ship/a.jpg,truncated'],
  [['=1+1.png', '+1'], "'=1+1.png,'+1"],
  [['-a.png', '@b'], "'-a.png,'@b"],
  [['\ta', 'b'], "'\ta,b"],
  [['two\nlines', 'a, b'], '"two\nlines","a, b"'],
  [['=two\r\nlines', 'says "no"'], '"\'=two\r\nlines","says ""no"""'],
  [[' leading', 'schöne Grüße'], '" leading",schöne Grüße'],
  [['', ''], ','],
])('%j', (cells, line) => expect(csvLine(cells)).toBe(`${line}\r\n`))
