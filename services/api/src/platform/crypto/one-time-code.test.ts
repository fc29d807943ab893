import { describe, expect, test } from 'vitest'
import { codeAtStep, findStepOfCode, toBase32 } from './one-time-code.ts'

// RFC 6238, appendix B: SHA-1; the last six of its eight digits.
const secret = Buffer.from('12345678901234567890')
const vectors: [seconds: number, code: string][] = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
]
const at = (seconds: number): Date => new Date(seconds * 1000)

describe('one-time codes', () => {
  test.each(vectors)('match the RFC 6238 test vector at %d seconds', (seconds, code) => {
    expect(codeAtStep(secret, Math.floor(seconds / 30))).toBe(code)
    expect(findStepOfCode(secret, code, at(seconds))).toBe(Math.floor(seconds / 30))
  })

  test('are accepted one step early or late, but not two', () => {
    const step = 41_152_263
    const code = codeAtStep(secret, step)
    expect(findStepOfCode(secret, code, at((step - 1) * 30))).toBe(step)
    expect(findStepOfCode(secret, code, at((step + 1) * 30))).toBe(step)
    expect(findStepOfCode(secret, code, at((step + 2) * 30))).toBeNull()
    expect(findStepOfCode(secret, code, at((step - 2) * 30))).toBeNull()
  })

  test.each(['', '12345', '1234567', 'abcdef', '-00001', '２８７０８２', '28708é'])('refuse %j', (code) => {
    expect(findStepOfCode(secret, code, at(59))).toBeNull()
  })

  test('may contain spaces', () => {
    expect(findStepOfCode(secret, ' 287 082 ', at(59))).toBe(1)
  })
})

// RFC 4648, section 10.
test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('base32 of %j is %j', (text, base32) => {
  expect(toBase32(Buffer.from(text))).toBe(base32)
})
