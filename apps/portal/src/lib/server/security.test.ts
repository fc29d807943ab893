import { expect, test } from 'vitest'
import { formActionDirective } from './security.ts'

test('forms may be submitted to a bank only from the page that redirects to it', () => {
  expect(formActionDirective(null)).toBe("form-action 'self'")
  expect(formActionDirective('http://127.0.0.1:4003')).toBe("form-action 'self' http://127.0.0.1:4003 https:")
})
