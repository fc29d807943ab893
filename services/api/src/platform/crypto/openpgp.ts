import type { Key, PublicKey } from 'openpgp'

/** Why a text is not a key that mail can be encrypted to. */
export type KeyProblem =
  'TOO_LARGE' | 'NOT_A_KEY' | 'PRIVATE' | 'SEVERAL' | 'REVOKED' | 'EXPIRED' | 'TOO_WEAK' | 'CANNOT_ENCRYPT'

/** A public key as it is kept and shown. */
export interface KeyDescription {
  /** With what encryption needs and no more: photographs and other people's signatures are left out. */
  armored: string
  /** Upper-case hexadecimal: 40 signs of a version 4 key, 64 of a version 6 one. */
  fingerprint: string
  /** Those that the key itself vouches for. */
  userIds: string[]
  /** When mail can no longer be encrypted to it; null if never. */
  expiresAt: Date | null
}

/** The longest text that is read as a key, in characters. */
export const MAX_KEY_LENGTH = 65_536
const MOST_USER_IDS = 20
const MOST_USER_ID_LENGTH = 200

// Loaded when first needed: only a process that meets a key pays for the library's memory.
const library = () => import('openpgp')

/**
 * Judges an armored text as a key to encrypt to at `now`: OpenPGP.js's own rules (RFC 9580), RSA from 2048 bits. The key is
 * described whatever its fault, if it is one public key at all.
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
    .slice(0, MOST_USER_IDS)
    .map(({ userID }) => userID.replace(/\p{C}/gu, '').slice(0, MOST_USER_ID_LENGTH))
  const fingerprint = key.getFingerprint().toUpperCase()
  const description = { armored: key.armor(), fingerprint, userIds, expiresAt: await findEnd(key) }
  return { key: description, fault: await findFault(key, now) }
}

/** Whether mail can be encrypted to the key at `now`. */
export async function isUsableKey(armored: string, now: Date): Promise<boolean> {
  const key = await readKey(armored)
  return typeof key !== 'string' && (await findFault(key, now)) === null
}

/** The message, armored, for the holder of the key alone. @throws when the key can't be encrypted to at `now`. */
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

const held = new Map<string, PublicKey>()
const MOST_HELD = 200

/** Read once and held while it is among those last used; what is not a public key is never held. */
async function readKey(armored: string): Promise<PublicKey | KeyProblem> {
  const key = held.get(armored) ?? (await parseKey(armored))
  if (typeof key === 'string') return key
  held.delete(armored)
  held.set(armored, key)
  if (held.size > MOST_HELD) held.delete(held.keys().next().value ?? '')
  return key
}

async function parseKey(armored: string): Promise<PublicKey | KeyProblem> {
  if (armored.length > MAX_KEY_LENGTH) return 'TOO_LARGE'
  // Before it is read: a private key in bad form is one too.
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
  const [key, another] = keys
  if (another) return 'SEVERAL'
  return key ? withoutExtras(key) : 'NOT_A_KEY'
}

function withoutExtras(key: Key): PublicKey {
  const bare = key.toPublic()
  bare.users = bare.users.filter(({ userID }) => userID)
  for (const user of bare.users) user.otherCertifications = []
  return bare
}

/** The library tells reasons apart by its words alone: the key is asked again with one rule after another left out. */
async function findFault(key: PublicKey, now: Date): Promise<KeyProblem | null> {
  const { config } = await library()
  const lenient = {
    ...config,
    minRSABits: 0,
    rejectPublicKeyAlgorithms: new Set<never>(),
    rejectCurves: new Set<never>(),
  }
  if (await key.isRevoked(undefined, undefined, now)) return 'REVOKED'
  if (await works(() => key.getEncryptionKey(undefined, now))) return null
  if (await works(() => key.getEncryptionKey(undefined, now, undefined, lenient))) return 'TOO_WEAK'
  if (await works(() => key.getEncryptionKey(undefined, null, undefined, lenient))) return 'EXPIRED'
  return 'CANNOT_ENCRYPT'
}

/** The key's own end, or that of the last of its parts that encrypt, whichever comes first. */
async function findEnd(key: PublicKey): Promise<Date | null> {
  const ends: number[] = []
  for (const part of key.getKeys()) {
    const found = await key.getEncryptionKey(part.getKeyID(), null).catch(() => null)
    if (found) ends.push(Number((await part.getExpirationTime()) ?? Infinity))
  }
  const end = Math.min(Number((await key.getExpirationTime()) ?? Infinity), Math.max(...ends))
  return Number.isFinite(end) ? new Date(end) : null
}

async function works(attempt: () => Promise<unknown>): Promise<boolean> {
  try {
    await attempt()
    return true
  } catch {
    return false
  }
}
