import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { decryptMfaSecret, encryptMfaSecret } from './mfa-secret.ts'

const key = randomBytes(32)
const secret = randomBytes(20)

test('what is sealed for a member opens for that member alone, under that key alone', () => {
  const sealed = encryptMfaSecret(key, 'ada', secret)
  expect(decryptMfaSecret(key, 'ada', sealed)).toEqual(secret)
  expect(sealed.includes(secret)).toBe(false)
  expect(() => decryptMfaSecret(key, 'bob', sealed)).toThrow()
  expect(() => decryptMfaSecret(randomBytes(32), 'ada', sealed)).toThrow()
})
