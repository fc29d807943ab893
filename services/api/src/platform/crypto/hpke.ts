import { createPrivateKey, createPublicKey } from 'node:crypto'
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core'

/** HPKE (RFC 9180) in base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. Keys are 32 raw bytes. */
const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
})

const toArrayBuffer = (buffer: Buffer): ArrayBuffer => new Uint8Array(buffer).buffer

/** The PKCS #8 header of an X25519 key (RFC 8410); the 32 bytes of the key follow it. */
const PKCS8_HEADER = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** The public key that belongs to a private key. */
export function publicKeyOf(privateKey: Buffer): Buffer {
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8_HEADER, privateKey]),
    format: 'der',
    type: 'pkcs8',
  })
  return Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url')
}

/** Encrypts to the holder of the private key; the associated data is authenticated, not encrypted. */
export async function encryptTo(
  publicKey: Buffer,
  plain: Buffer,
  associated: Buffer,
): Promise<{ encapsulated: Buffer; sealed: Buffer }> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(toArrayBuffer(publicKey))
  const { enc, ct } = await suite.seal(
    { recipientPublicKey },
    toArrayBuffer(plain),
    toArrayBuffer(associated),
  )
  return { encapsulated: Buffer.from(enc), sealed: Buffer.from(ct) }
}

/** @throws when the value was not encrypted to this key with this associated data */
export async function decryptWith(
  privateKey: Buffer,
  value: { encapsulated: Buffer; sealed: Buffer },
  associated: Buffer,
): Promise<Buffer> {
  const recipientKey = await suite.kem.deserializePrivateKey(toArrayBuffer(privateKey))
  const context = { recipientKey, enc: toArrayBuffer(value.encapsulated) }
  return Buffer.from(await suite.open(context, toArrayBuffer(value.sealed), toArrayBuffer(associated)))
}
