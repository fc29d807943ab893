import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { decryptCredentials, encryptCredentials } from './gateway-credentials.ts'

const keys = [randomBytes(32)] as const
const credentials = { siteId: '12345678', testKey: 'secret' }

test('credentials can be decrypted for the shop and protocol they were encrypted for', () => {
  const sealed = encryptCredentials(keys, 'shop-a', 'lyra', credentials)
  expect(decryptCredentials(keys, 'shop-a', 'lyra', sealed)).toEqual(credentials)
  expect(sealed.toString('latin1')).not.toContain('secret')
})

test('credentials cannot be decrypted for another shop or protocol or with another key', () => {
  const sealed = encryptCredentials(keys, 'shop-a', 'lyra', credentials)
  expect(() => decryptCredentials(keys, 'shop-b', 'lyra', sealed)).toThrow()
  expect(() => decryptCredentials(keys, 'shop-a', 'sips', sealed)).toThrow()
  expect(() => decryptCredentials([randomBytes(32)], 'shop-a', 'lyra', sealed)).toThrow()
})
