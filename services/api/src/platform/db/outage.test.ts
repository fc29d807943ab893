import { expect, test } from 'vitest'
import { isOutage } from './outage.ts'

const withCode = (code: string) => Object.assign(new Error('x'), { code })

test.each(['ECONNREFUSED', 'ECONNRESET', '57P01', '53300', '55P03', '40P01', '08006', '57014'])(
  '%s is an outage',
  (code) => expect(isOutage(withCode(code))).toBe(true),
)

test.each(['23505', '42P01', '42501', '22P02'])('%s is not an outage', (code) =>
  expect(isOutage(withCode(code))).toBe(false),
)

test.each([
  'Connection terminated unexpectedly',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'timeout expired',
  'timeout exceeded when trying to connect',
])('recognises the error of a broken connection by its message: %s', (message) => {
  expect(isOutage(new Error(message))).toBe(true)
  expect(isOutage(message)).toBe(false)
})
