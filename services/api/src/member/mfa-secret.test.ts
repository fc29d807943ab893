import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { openMfaSecret, sealMfaSecret } from './mfa-secret.ts'

const key = randomBytes(32)
const secret = randomBytes(20)

test('what is sealed for a member opens for that member alone, under that key alone', () => {
  const sealed = sealMfaSecret(key, 'ada', secret)
  expect(openMfaSecret(key, 'ada', sealed)).toEqual(secret)
  expect(sealed.includes(secret)).toBe(false)
  expect(() => openMfaSecret(key, 'bob', sealed)).toThrow()
  expect(() => openMfaSecret(randomBytes(32), 'ada', sealed)).toThrow()
})
