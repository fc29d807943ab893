import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { decryptMfaSecret, encryptMfaSecret } from './mfa-secret.ts'

const keys = [randomBytes(32)] as const
const secret = randomBytes(20)

test('a secret can only be decrypted for the same member and with the same key', () => {
  const encrypted = encryptMfaSecret(keys, 'ada', secret)
  expect(decryptMfaSecret(keys, 'ada', encrypted)).toEqual(secret)
  expect(encrypted.includes(secret)).toBe(false)
  expect(() => decryptMfaSecret(keys, 'bob', encrypted)).toThrow()
  expect(() => decryptMfaSecret([randomBytes(32)], 'ada', encrypted)).toThrow()
})
