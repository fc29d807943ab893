import { describe, expect, it } from 'vitest'
import { runtimePolicy } from './content-security-policy.ts'

describe('runtimePolicy', () => {
  it('allows connections to the shop and the API only', () => {
    expect(runtimePolicy({ apiUrl: 'http://localhost:4000/', bankOrigin: null })).toBe(
      "connect-src 'self' http://localhost:4000; img-src 'self' data: http://localhost:4000; form-action 'self'",
    )
  })
  it('allows forms to other origins only with a bank origin', () => {
    const policy = runtimePolicy({ apiUrl: 'https://api.example', bankOrigin: 'https://pay.bank.example' })
    expect(policy).toContain("form-action 'self' https://pay.bank.example https:")
    expect(policy).toContain("connect-src 'self' https://api.example;")
  })
})
