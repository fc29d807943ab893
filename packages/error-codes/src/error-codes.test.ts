import { describe, expect, test } from 'vitest'
import {
  DEVELOPER_NOTES,
  errorMessage,
  MERCHANT_ERROR_CODES,
  REQUEST_ERRORS,
  STOREFRONT_ERROR_CODES,
  USER_ERRORS,
  type ErrorCode,
} from './index.ts'

const codes = [...Object.keys(USER_ERRORS), ...Object.keys(REQUEST_ERRORS)] as ErrorCode[]

test('no code is both a user error and a request error', () => {
  expect(new Set(codes).size).toBe(codes.length)
})

test('every user error belongs to at least one API', () => {
  const used = new Set<string>([...STOREFRONT_ERROR_CODES, ...MERCHANT_ERROR_CODES])
  expect(Object.keys(USER_ERRORS).filter((code) => !used.has(code))).toEqual([])
})

test('French punctuation follows non-breaking spaces', () => {
  const texts = Object.values({ ...USER_ERRORS, ...REQUEST_ERRORS }).flatMap((error) =>
    'fr' in error ? [error.fr] : [],
  )
  expect(texts.filter((text) => / [:;!?»%]|« /.test(text))).toEqual([])
})

test('a code that only buyers can get is not offered to merchants', () => {
  expect(STOREFRONT_ERROR_CODES).toContain('CARD_EXPIRED')
  expect(MERCHANT_ERROR_CODES).not.toContain('CARD_EXPIRED')
  expect(MERCHANT_ERROR_CODES).toContain('REQUIRED')
})

describe.each(codes)('%s', (code) => {
  test.each(['en', 'fr'] as const)('has a full sentence in %s', (language) => {
    expect(errorMessage(code, language)).toMatch(/^[“\p{Lu}].*[.»]$/u)
  })

  test.each(['cause', 'remedy'] as const)('has a %s for developers', (part) => {
    expect(DEVELOPER_NOTES[code][part]).toMatch(/^[`\p{Lu}].*\.$/u)
    expect(DEVELOPER_NOTES[code][part]).not.toMatch(/'/)
  })

  test('uses typographic apostrophes', () => {
    expect(errorMessage(code, 'fr')).not.toMatch(/'/)
    expect(errorMessage(code, 'en')).not.toMatch(/'/)
  })
})
