import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'

// The signatures that the database verifies itself, made by OpenSSL.

let api: TestApi

beforeAll(async () => {
  api = await startTestApi()
  await api.owner.query('set role triclic_accounts')
})
afterAll(() => api.stop())

const coordinates = (key: KeyObject): Buffer[] => {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]
}
const modulusOf = (key: KeyObject): Buffer[] => [
  Buffer.from(key.export({ format: 'jwk' }).n ?? '', 'base64url'),
]
const flipBit = (bytes: Buffer, index: number): Buffer => {
  const flipped = Buffer.from(bytes)
  flipped[index] = (flipped[index] ?? 0) ^ 1
  return flipped
}

async function isAccepted(name: string, message: Buffer, signature: Buffer, key: Buffer[]): Promise<unknown> {
  const { rows } = await api.owner.query<{ accepted: boolean }>(
    `select is_${name}_signature($1, $2, ${key.map((_, i) => `$${i + 3}`).join(', ')}) as accepted`,
    [message, signature, ...key],
  )
  return rows[0]?.accepted
}

describe.each([
  { name: 'es256', make: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }), partsOf: coordinates },
  { name: 'rs256', make: () => generateKeyPairSync('rsa', { modulusLength: 2048 }), partsOf: modulusOf },
])('$name', ({ name, make, partsOf }) => {
  test('accepts the signature of the message by this key, and no other', async () => {
    for (let i = 0; i < 10; i++) {
      const { privateKey, publicKey } = make()
      const message = randomBytes(1 + i * 20)
      const signature = sign('sha256', message, privateKey)
      const key = partsOf(publicKey)
      const last = signature.length - 1
      expect(await isAccepted(name, message, signature, key)).toBe(true)
      expect(await isAccepted(name, flipBit(message, 0), signature, key)).toBe(false)
      expect(await isAccepted(name, message, flipBit(signature, last), key)).toBe(false)
      expect(await isAccepted(name, message, flipBit(signature, 10), key)).toBe(false)
      expect(await isAccepted(name, message, signature, partsOf(make().publicKey))).toBe(false)
    }
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(256)],
    ['ones', Buffer.alloc(256, 255)],
    ['r and s of zero', Buffer.from('3006020100020100', 'hex')],
    ['a length beyond the end', Buffer.from('3006022002010000', 'hex')],
  ])('refuses %s', async (_, signature) => {
    const key = partsOf(make().publicKey)
    expect(await isAccepted(name, Buffer.from('message'), signature, key)).toBe(false)
  })
})

test('es256 refuses a public key that is not on the curve, and the base point', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const message = randomBytes(37)
  const signature = sign('sha256', message, privateKey)
  const [x, y] = coordinates(publicKey) as [Buffer, Buffer]
  expect(await isAccepted('es256', message, signature, [x, flipBit(y, 31)])).toBe(false)
  const basePoint = [
    '6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296',
    '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
  ].map((hex) => Buffer.from(hex, 'hex'))
  expect(await isAccepted('es256', message, signature, basePoint)).toBe(false)
})
