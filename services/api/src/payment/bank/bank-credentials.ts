import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

const owner = (shopId: string, protocol: string): Buffer =>
  Buffer.from(JSON.stringify(['bank', shopId, protocol]))

/** A shop's keys at its bank, sealed at rest (AES-256-GCM) for this shop and protocol alone. */
export function sealCredentials(
  bankKey: Buffer,
  shopId: string,
  protocol: string,
  credentials: Record<string, string>,
): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', bankKey, iv).setAAD(owner(shopId, protocol))
  const sealed = Buffer.concat([cipher.update(JSON.stringify(credentials), 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

/** @throws when the key is another one, or the value was sealed for another shop or protocol. */
export function openCredentials(
  bankKey: Buffer,
  shopId: string,
  protocol: string,
  sealed: Buffer,
): Record<string, string> {
  const decipher = createDecipheriv('aes-256-gcm', bankKey, sealed.subarray(0, IV_BYTES))
    .setAAD(owner(shopId, protocol))
    .setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  const opened = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
  return JSON.parse(opened.toString('utf8')) as Record<string, string>
}
