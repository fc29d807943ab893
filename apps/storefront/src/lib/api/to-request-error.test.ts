import { StorefrontFailure } from '@triclic/storefront-client'
import { expect, it } from 'vitest'
import { toRequestError } from './to-request-error.ts'

it.each([
  ['SHOP_CLOSED', 403, 'SHOP_CLOSED'],
  ['UNREACHABLE', undefined, 'SERVICE_UNAVAILABLE'],
  ['BAD_ANSWER', 502, 'SERVICE_UNAVAILABLE'],
  ['BAD_ANSWER', 429, 'RATE_LIMITED'],
  ['BAD_ANSWER', 200, 'INTERNAL_SERVER_ERROR'],
  ['BAD_ANSWER', 500, 'INTERNAL_SERVER_ERROR'],
])('shows %s with the status %s as %s, and keeps the cause', (code, status, shown) => {
  const failure = new StorefrontFailure(code, 'message', { ...(status && { status }) })
  expect(toRequestError(failure)).toMatchObject({ code: shown, cause: failure })
})
