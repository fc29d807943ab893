import { expect, test } from 'vitest'
import { isOutage } from './outage.ts'

const withCode = (code: string) => Object.assign(new Error('x'), { code })

test.each(['ECONNREFUSED', 'ECONNRESET', '57P01', '53300', '55P03', '40P01', '08006', '57014'])(
  '%s passes by itself',
  (code) => expect(isOutage(withCode(code))).toBe(true),
)

test.each(['23505', '42P01', '42501', '22P02'])('%s does not', (code) =>
  expect(isOutage(withCode(code))).toBe(false),
)

test('a connection that broke has no code', () => {
  expect(isOutage(new Error('Connection terminated unexpectedly'))).toBe(true)
  expect(isOutage('Connection terminated')).toBe(false)
})
