import type { Key, PublicKey } from 'openpgp'

/** Why mail cannot be encrypted to a key. */
export type KeyProblem =
  'TOO_LARGE' | 'NOT_A_KEY' | 'PRIVATE' | 'SEVERAL' | 'REVOKED' | 'EXPIRED' | 'TOO_WEAK' | 'CANNOT_ENCRYPT'

/** A public key as it is stored and shown. */
export interface KeyDescription {
  /** Reduced to what encryption needs: without photographs and without other people's signatures. */
  armored: string
  /** Upper-case hexadecimal: 40 characters for a version 4 key, 64 for version 6. */
  fingerprint: string
  /** Only those with a valid self-signature. */
  userIds: string[]
  /** When encrypting to the key stops working; null if it never expires. */
  expiresAt: Date | null
}

/** The longest text that is accepted as a key, in characters. */
export const MAX_KEY_LENGTH = 65_536
const MAX_USER_IDS = 20
const MAX_USER_ID_LENGTH = 200

// Loaded on first use, so that the library takes memory only in a process that handles a key.
const library = () => import('openpgp')

/**
 * Checks whether mail can be encrypted to a pasted key at `now`, by the rules of OpenPGP.js (RFC 9580; RSA from 2048 bits).
 * The description is returned for any single public key, usable or not.
 */
export async function validateKey(
  armored: string,
  now: Date,
): Promise<{ key: KeyDescription; fault: KeyProblem | null } | { key: null; fault: KeyProblem }> {
  const key = await readKey(armored)
  if (typeof key === 'string') return { key: null, fault: key }
  const users = await key.verifyAllUsers(undefined, now)
  const userIds = users
    .filter(({ userID, valid }) => userID && valid)
    .slice(0, MAX_USER_IDS)
    .map(({ userID }) => userID.replace(/\p{C}/gu, '').slice(0, MAX_USER_ID_LENGTH))
  const fingerprint = key.getFingerprint().toUpperCase()
  const description = { armored: key.armor(), fingerprint, userIds, expiresAt: await findExpiry(key) }
  return { key: description, fault: await findFault(key, now) }
}

/** Whether mail can be encrypted to the key at `now`. */
export async function isUsableKey(armored: string, now: Date): Promise<boolean> {
  const key = await readKey(armored)
  return typeof key !== 'string' && (await findFault(key, now)) === null
}

/** When encrypting to the key stops working; null if it never does, or if the text is no key. */
export async function findKeyExpiry(armored: string): Promise<Date | null> {
  const key = await readKey(armored)
  return typeof key === 'string' ? null : findExpiry(key)
}

/** Encrypts a message to one key and returns it armored. @throws when the key is not usable at `now` */
export async function encryptToKey(armored: string, message: Buffer, now: Date): Promise<string> {
  const { createMessage, encrypt } = await library()
  const key = await readKey(armored)
  if (typeof key === 'string') throw new Error(`The OpenPGP key is unusable: ${key}`)
  return encrypt({
    message: await createMessage({ binary: new Uint8Array(message) }),
    encryptionKeys: key,
    date: now,
    format: 'armored',
  })
}

/** Parsed keys by their armored text, least recently used first. */
const cache = new Map<string, PublicKey>()
const MAX_CACHED = 200

async function readKey(armored: string): Promise<PublicKey | KeyProblem> {
  const key = cache.get(armored) ?? (await parseKey(armored))
  if (typeof key === 'string') return key
  cache.delete(armored)
  cache.set(armored, key)
  if (cache.size > MAX_CACHED) cache.delete(cache.keys().next().value ?? '')
  return key
}

async function parseKey(armored: string): Promise<PublicKey | KeyProblem> {
  if (armored.length > MAX_KEY_LENGTH) return 'TOO_LARGE'
  // Checked before parsing, so that a malformed private key is recognised too.
  if (/BEGIN\s+(\w+\s+)*PRIVATE\s+KEY/i.test(armored)) return 'PRIVATE'
  if (armored.split('-----BEGIN ').length > 2) return 'SEVERAL'
  const { readKeys } = await library()
  let keys: Key[]
  try {
    keys = await readKeys({ armoredKeys: armored })
  } catch {
    return 'NOT_A_KEY'
  }
  if (keys.some((key) => key.isPrivate())) return 'PRIVATE'
  if (keys.length > 1) return 'SEVERAL'
  const [key] = keys
  return key ? withoutExtras(key) : 'NOT_A_KEY'
}

function withoutExtras(key: Key): PublicKey {
  const publicKey = key.toPublic()
  publicKey.users = publicKey.users.filter(({ userID }) => userID)
  for (const user of publicKey.users) user.otherCertifications = []
  return publicKey
}

/** The library gives the reason only as text, so the check is repeated with one rule after another left out. */
async function findFault(key: PublicKey, now: Date): Promise<KeyProblem | null> {
  const { config } = await library()
  const lenient = {
    ...config,
    minRSABits: 0,
    rejectPublicKeyAlgorithms: new Set<never>(),
    rejectCurves: new Set<never>(),
  }
  if (await key.isRevoked(undefined, undefined, now)) return 'REVOKED'
  if (await succeeds(() => key.getEncryptionKey(undefined, now))) return null
  if (await succeeds(() => key.getEncryptionKey(undefined, now, undefined, lenient))) return 'TOO_WEAK'
  if (await succeeds(() => key.getEncryptionKey(undefined, null, undefined, lenient))) return 'EXPIRED'
  return 'CANNOT_ENCRYPT'
}

/** The expiry of the key itself, or of its last encryption subkey, whichever comes first. */
async function findExpiry(key: PublicKey): Promise<Date | null> {
  const ends: number[] = []
  for (const subkey of key.getKeys()) {
    const found = await key.getEncryptionKey(subkey.getKeyID(), null).catch(() => null)
    if (found) ends.push(Number((await subkey.getExpirationTime()) ?? Infinity))
  }
  const end = Math.min(Number((await key.getExpirationTime()) ?? Infinity), Math.max(...ends))
  return Number.isFinite(end) ? new Date(end) : null
}

async function succeeds(attempt: () => Promise<unknown>): Promise<boolean> {
  try {
    await attempt()
    return true
  } catch {
    return false
  }
}
