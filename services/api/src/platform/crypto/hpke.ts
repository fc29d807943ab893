import { createPrivateKey, createPublicKey } from 'node:crypto'
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core'

/** HPKE, RFC 9180, base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. Keys are raw, 32 bytes. */
const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
})

const bytesOf = (buffer: Buffer): ArrayBuffer => new Uint8Array(buffer).buffer

/** X25519's PKCS #8 header (RFC 8410); the 32 bytes of the key follow it. */
const PKCS8_HEADER = Buffer.from('302e020100300506032b656e04220420', 'hex')

export function publicKeyOf(privateKey: Buffer): Buffer {
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8_HEADER, privateKey]),
    format: 'der',
    type: 'pkcs8',
  })
  return Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url')
}

export async function encryptTo(
  publicKey: Buffer,
  plain: Buffer,
  associated: Buffer,
): Promise<{ encapsulated: Buffer; sealed: Buffer }> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(bytesOf(publicKey))
  const { enc, ct } = await suite.seal({ recipientPublicKey }, bytesOf(plain), bytesOf(associated))
  return { encapsulated: Buffer.from(enc), sealed: Buffer.from(ct) }
}

/** @throws when the value was not sealed to this key with this associated data. */
export async function decryptWith(
  privateKey: Buffer,
  value: { encapsulated: Buffer; sealed: Buffer },
  associated: Buffer,
): Promise<Buffer> {
  const recipientKey = await suite.kem.deserializePrivateKey(bytesOf(privateKey))
  const context = { recipientKey, enc: bytesOf(value.encapsulated) }
  return Buffer.from(await suite.open(context, bytesOf(value.sealed), bytesOf(associated)))
}
