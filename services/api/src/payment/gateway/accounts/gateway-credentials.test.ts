import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { decryptCredentials, encryptCredentials } from './gateway-credentials.ts'

const key = randomBytes(32)
const credentials = { siteId: '12345678', testKey: 'secret' }

test('open to the shop and protocol they were sealed for', () => {
  const sealed = encryptCredentials(key, 'shop-a', 'lyra', credentials)
  expect(decryptCredentials(key, 'shop-a', 'lyra', sealed)).toEqual(credentials)
  expect(sealed.toString('latin1')).not.toContain('secret')
})

test('open to no other shop, protocol or key', () => {
  const sealed = encryptCredentials(key, 'shop-a', 'lyra', credentials)
  expect(() => decryptCredentials(key, 'shop-b', 'lyra', sealed)).toThrow()
  expect(() => decryptCredentials(key, 'shop-a', 'sips', sealed)).toThrow()
  expect(() => decryptCredentials(randomBytes(32), 'shop-a', 'lyra', sealed)).toThrow()
})
