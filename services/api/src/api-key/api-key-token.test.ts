import { expect, test } from 'vitest'
import { isApiKeyToken, isWellFormed, newApiKeyToken } from './api-key-token.ts'

test('a token is 53 characters that a double click selects, and never the same', () => {
  const tokens = Array.from({ length: 100 }, newApiKeyToken)
  for (const token of tokens) {
    expect(token).toMatch(/^tmk_[0-9A-Za-z]{49}$/)
    expect(isApiKeyToken(token) && isWellFormed(token)).toBe(true)
  }
  expect(new Set(tokens).size).toBe(100)
})

test('one that was mistyped, cut off or prolonged is recognised by its checksum', () => {
  const token = newApiKeyToken()
  const other = token.charAt(10) === 'a' ? 'b' : 'a'
  const mistyped = token.slice(0, 10) + other + token.slice(11)
  for (const wrong of [mistyped, token.slice(0, -1), `${token}0`, token.toLowerCase(), 'tmk_', ''])
    expect(isWellFormed(wrong)).toBe(wrong === token)
  expect(isApiKeyToken('c2Vzc2lvbg')).toBe(false)
})
