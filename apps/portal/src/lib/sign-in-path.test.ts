import { expect, it } from 'vitest'
import { signInPath } from './sign-in-path.ts'

it('leads back to the page asked for, and says why', () => {
  expect(signInPath({ next: '/a/orders?status=PAID', reason: 'expired' })).toBe(
    '/sign-in?reason=expired&next=%2Fa%2Forders%3Fstatus%3DPAID',
  )
})

it('leads nowhere else', () => {
  expect(signInPath({ next: '//evil.example' })).toBe('/sign-in')
})
