import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { decryptWithAny, encryptWithFirst, findDecrypted, findSigningKey, isSignedByAny } from './keys.ts'
import { hmacOf } from './sign.ts'

const [first, second, third] = [randomBytes(32), randomBytes(32), randomBytes(32)]
const bound = Buffer.from('shop')

test('the first key encrypts, and each key decrypts what it encrypted', () => {
  const old = encryptWithFirst([second], 'secret', bound)
  const renewed = encryptWithFirst([first, second], 'secret', bound)
  expect(findDecrypted([first, second], old, bound)).toEqual({ plain: 'secret', key: second })
  expect(findDecrypted([second, first], renewed, bound)).toEqual({ plain: 'secret', key: first })
  expect(findDecrypted([third, second], renewed, bound)).toBeNull()
  expect(findDecrypted([first], renewed, Buffer.from('another shop'))).toBeNull()
})

test('a value of a removed key is refused with the remedy', () => {
  const old = encryptWithFirst([second], 'secret', bound)
  expect(decryptWithAny([first, second], old, bound)).toBe('secret')
  expect(() => decryptWithAny([first, third], old, bound)).toThrow(
    'None of the 2 keys decrypts the value. If an earlier key was removed too early, add it again as the last one.',
  )
  expect(() => decryptWithAny([first], Buffer.alloc(3), bound)).toThrow('None of the 1 keys')
})

test('a text that one of the keys signed is recognised', () => {
  const sign = (key: Buffer) => hmacOf(key, 'text')
  expect(findSigningKey([first, second], sign(second), sign)).toBe(second)
  expect(isSignedByAny([first, second], sign(third), sign)).toBe(false)
  expect(isSignedByAny([first], '', sign)).toBe(false)
})
