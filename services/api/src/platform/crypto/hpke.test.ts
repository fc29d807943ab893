import { generateKeyPairSync } from 'node:crypto'
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decryptWith, encryptTo, publicKeyOf } from './hpke.ts'

/** Another implementation of RFC 9180, which passes the test vectors of the norm. */
const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
})
const exact = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer

function newKeys(): { privateKey: Buffer; publicKey: Buffer } {
  const { privateKey } = generateKeyPairSync('x25519')
  const bytes = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
  return { privateKey: bytes, publicKey: publicKeyOf(bytes) }
}

const bytes = (max: number) => fc.uint8Array({ maxLength: max }).map((array) => Buffer.from(array))

describe('HPKE', () => {
  test('is decrypted by another implementation', async () => {
    await fc.assert(
      fc.asyncProperty(bytes(100), bytes(100), async (plain, associated) => {
        const { privateKey, publicKey } = newKeys()
        const { encapsulated, sealed } = encryptTo(publicKey, plain, associated)
        const recipientKey = await suite.kem.deserializePrivateKey(exact(privateKey))
        const opened = await suite.open(
          { recipientKey, enc: exact(encapsulated) },
          exact(sealed),
          exact(associated),
        )
        expect(Buffer.from(opened)).toEqual(plain)
      }),
    )
  })

  test('decrypts what another implementation encrypted', async () => {
    await fc.assert(
      fc.asyncProperty(bytes(100), bytes(100), async (plain, associated) => {
        const { privateKey, publicKey } = newKeys()
        const recipientPublicKey = await suite.kem.deserializePublicKey(exact(publicKey))
        const { enc, ct } = await suite.seal({ recipientPublicKey }, exact(plain), exact(associated))
        const value = { encapsulated: Buffer.from(enc), sealed: Buffer.from(ct) }
        expect(decryptWith(privateKey, value, associated)).toEqual(plain)
      }),
    )
  })

  const { privateKey, publicKey } = newKeys()
  const associated = Buffer.from('associated')
  const value = encryptTo(publicKey, Buffer.from('plain'), associated)

  test('encrypts to a new key each time', () => {
    const other = encryptTo(publicKey, Buffer.from('plain'), associated)
    expect(other.encapsulated).not.toEqual(value.encapsulated)
    expect(other.sealed).not.toEqual(value.sealed)
  })

  test.each([
    ['another private key', newKeys().privateKey, value, associated],
    ['other associated data', privateKey, value, Buffer.from('other')],
    ['another encapsulated key', privateKey, { ...value, encapsulated: newKeys().publicKey }, associated],
    [
      'an encapsulated key that gives a secret of zeros',
      privateKey,
      { ...value, encapsulated: Buffer.alloc(32) },
      associated,
    ],
    [
      'an encapsulated key of 31 bytes',
      privateKey,
      { ...value, encapsulated: value.encapsulated.subarray(1) },
      associated,
    ],
    ['no ciphertext', privateKey, { ...value, sealed: Buffer.alloc(0) }, associated],
    ['a shorter tag', privateKey, { ...value, sealed: value.sealed.subarray(0, 12) }, associated],
  ])('is not decrypted with %s', (_case, key, altered, data) => {
    expect(() => decryptWith(key, altered, data)).toThrow()
  })
})
