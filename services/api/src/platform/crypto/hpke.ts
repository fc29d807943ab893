/**
 * HPKE (RFC 9180) in base mode, for one message per key: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, without info.
 * Keys are 32 raw bytes.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto'

/** The headers of an X25519 key in PKCS #8 and SubjectPublicKeyInfo (RFC 8410); the 32 bytes of the key follow them. */
const PRIVATE_HEADER = Buffer.from('302e020100300506032b656e04220420', 'hex')
const PUBLIC_HEADER = Buffer.from('302a300506032b656e032100', 'hex')
const KEY_LENGTH = 32
const TAG_LENGTH = 16

const NOTHING = Buffer.alloc(0)
/** `suite_id` of the KEM (RFC 9180 section 4.1) and of the whole suite (section 5.1). */
const KEM_SUITE = Buffer.from('KEM\0\x20', 'latin1')
const SUITE = Buffer.from('HPKE\0\x20\0\x01\0\x02', 'latin1')

/** The public key that belongs to a private key. */
export const publicKeyOf = (privateKey: Buffer): Buffer => bytesOf(createPublicKey(toPrivateKey(privateKey)))

/** Encrypts to the holder of the private key; the associated data is authenticated, not encrypted. */
export function encryptTo(
  publicKey: Buffer,
  plain: Buffer,
  associated: Buffer,
): { encapsulated: Buffer; sealed: Buffer } {
  const ephemeral = generateKeyPairSync('x25519')
  const encapsulated = bytesOf(ephemeral.publicKey)
  const dh = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: toPublicKey(publicKey) })
  const { key, nonce } = scheduleKey(dh, encapsulated, publicKey)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(associated)
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  return { encapsulated, sealed }
}

/** @throws when the value was not encrypted to this key with this associated data */
export function decryptWith(
  privateKey: Buffer,
  { encapsulated, sealed }: { encapsulated: Buffer; sealed: Buffer },
  associated: Buffer,
): Buffer {
  const { own, publicKey } = loadPrivateKey(privateKey)
  // OpenSSL refuses a shared secret of zeros (RFC 9180 section 7.1.4).
  const dh = diffieHellman({ privateKey: own, publicKey: toPublicKey(encapsulated) })
  const { key, nonce } = scheduleKey(dh, encapsulated, publicKey)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_LENGTH })
  decipher.setAAD(associated)
  decipher.setAuthTag(sealed.subarray(-TAG_LENGTH))
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_LENGTH)), decipher.final()])
}

/** The key and nonce of the first message: ExtractAndExpand (section 4.1), then KeySchedule in mode 0 (section 5.1). */
function scheduleKey(dh: Buffer, encapsulated: Buffer, publicKey: Buffer): { key: Buffer; nonce: Buffer } {
  const kemContext = Buffer.concat([encapsulated, publicKey])
  const sharedSecret = expand(
    KEM_SUITE,
    extract(KEM_SUITE, NOTHING, 'eae_prk', dh),
    'shared_secret',
    kemContext,
    32,
  )
  const secret = extract(SUITE, sharedSecret, 'secret', NOTHING)
  return {
    key: expand(SUITE, secret, 'key', CONTEXT, 32),
    nonce: expand(SUITE, secret, 'base_nonce', CONTEXT, 12),
  }
}

const CONTEXT = Buffer.concat([
  Buffer.of(0),
  extract(SUITE, NOTHING, 'psk_id_hash', NOTHING),
  extract(SUITE, NOTHING, 'info_hash', NOTHING),
])

/** LabeledExtract (section 4). HMAC fills a shorter key with zeros, so that no salt equals a salt of zeros. */
function extract(suite: Buffer, salt: Buffer, label: string, secret: Buffer): Buffer {
  return createHmac('sha256', salt).update('HPKE-v1').update(suite).update(label).update(secret).digest()
}

/** LabeledExpand (section 4) to at most 32 bytes, which is one step of HKDF-Expand. */
function expand(suite: Buffer, key: Buffer, label: string, info: Buffer, length: number): Buffer {
  const hmac = createHmac('sha256', key).update(Buffer.of(0, length)).update('HPKE-v1').update(suite)
  return hmac.update(label).update(info).update(Buffer.of(1)).digest().subarray(0, length)
}

const toPrivateKey = (bytes: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_HEADER, bytes]), format: 'der', type: 'pkcs8' })

const toPublicKey = (bytes: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC_HEADER, bytes]), format: 'der', type: 'spki' })

const bytesOf = (publicKey: KeyObject): Buffer =>
  publicKey.export({ format: 'der', type: 'spki' }).subarray(-KEY_LENGTH)

const loaded = new WeakMap<Buffer, { own: KeyObject; publicKey: Buffer }>()

/** A key stays loaded as long as its bytes are kept. */
function loadPrivateKey(bytes: Buffer): { own: KeyObject; publicKey: Buffer } {
  const known = loaded.get(bytes)
  if (known) return known
  const own = toPrivateKey(bytes)
  const key = { own, publicKey: bytesOf(createPublicKey(own)) }
  loaded.set(bytes, key)
  return key
}
