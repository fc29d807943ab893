import { describe, expect, it } from 'vitest'
import { securityPolicy } from './security-policy.ts'

describe('securityPolicy', () => {
  it('lets a page reach the shop and the API alone', () => {
    expect(securityPolicy({ apiUrl: 'http://localhost:4000/', bankOrigin: null })).toBe(
      "connect-src 'self' http://localhost:4000; img-src 'self' data: http://localhost:4000; form-action 'self'",
    )
  })
  it('opens form-action on the way to a bank only', () => {
    const policy = securityPolicy({ apiUrl: 'https://api.example', bankOrigin: 'https://pay.bank.example' })
    expect(policy).toContain("form-action 'self' https://pay.bank.example https:")
    expect(policy).toContain("connect-src 'self' https://api.example;")
  })
})
