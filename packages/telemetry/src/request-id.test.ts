import { expect, test } from 'vitest'
import { newRequestId, parseRequestId } from './request-id.ts'

test('accepts its own ids', () => {
  const id = newRequestId()
  expect(parseRequestId(id)).toBe(id)
})

test.each([
  undefined,
  ['0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000'],
  '',
  'request-1',
  '0199AAAA-BBBB-7CCC-8DDD-EEEEFFFF0000',
  '0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000\n{"level":50}',
  ' 0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000',
  // A published test number of Visa, spread over the groups of a UUID.
  'abcd4242-4242-4242-4242-abcdefabcdef',
])('refuses %j', (value) => expect(parseRequestId(value)).toBeUndefined())
