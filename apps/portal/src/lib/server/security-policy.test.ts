import { expect, test } from 'vitest'
import { formAction } from './security-policy.ts'

test('forms stay here, but for the page that hands over to a bank', () => {
  expect(formAction(null)).toBe("form-action 'self'")
  expect(formAction('http://127.0.0.1:4003')).toBe("form-action 'self' http://127.0.0.1:4003 https:")
})
