import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { decryptMfaSecret, encryptMfaSecret } from './mfa-secret.ts'

const key = randomBytes(32)
const secret = randomBytes(20)

test('a secret can only be decrypted for the same member and with the same key', () => {
  const encrypted = encryptMfaSecret(key, 'ada', secret)
  expect(decryptMfaSecret(key, 'ada', encrypted)).toEqual(secret)
  expect(encrypted.includes(secret)).toBe(false)
  expect(() => decryptMfaSecret(key, 'bob', encrypted)).toThrow()
  expect(() => decryptMfaSecret(randomBytes(32), 'ada', encrypted)).toThrow()
})
