import { describe, expect, it } from 'vitest'
import { attachment, fileName } from './file-name.js'

describe('the name of a download', () => {
  it.each([
    ['ships LeNet#3', 'ships LeNet#3.txt'],
    ['a/../../b', 'a_.._.._b.txt'],
    ['..', 'file.txt'],
    ['', 'file.txt'],
    ['C:\\x"y|z', 'C_x_y_z.txt'],
    ['one\r\nset-cookie: x', 'one_set-cookie_ x.txt'],
    ['\u202egnp.exe', '_gnp.exe.txt'],
    ['模型', '模型.txt'],
    ['a'.repeat(300), `${'a'.repeat(120)}.txt`],
  ])('%j is saved as %j', (title, name) => expect(fileName(title, '.txt')).toBe(name))

  it.each([
    ['a b.txt', `attachment; filename="a b.txt"; filename*=UTF-8''a%20b.txt`],
    ['模"型%.txt', `attachment; filename="____.txt"; filename*=UTF-8''%E6%A8%A1%22%E5%9E%8B%25.txt`],
    [`(it's)*`, `attachment; filename="(it's)*"; filename*=UTF-8''%28it%27s%29%2A`],
  ])('%s becomes a header', (name, header) => expect(attachment(name)).toBe(header))
})
