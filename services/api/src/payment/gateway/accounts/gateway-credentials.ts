import { decryptWithAes, encryptWithAes } from '../../../platform/crypto/aes-gcm.ts'

const owner = (shopId: string, protocol: string): Buffer =>
  Buffer.from(JSON.stringify(['bank', shopId, protocol]))

/** A shop's keys at its bank, sealed at rest (AES-256-GCM) for this shop and protocol alone. */
export const encryptCredentials = (
  bankKey: Buffer,
  shopId: string,
  protocol: string,
  credentials: Record<string, string>,
): Buffer => encryptWithAes(bankKey, JSON.stringify(credentials), owner(shopId, protocol))

/** @throws when the key is another one, or the value was sealed for another shop or protocol. */
export const decryptCredentials = (
  bankKey: Buffer,
  shopId: string,
  protocol: string,
  sealed: Buffer,
): Record<string, string> =>
  JSON.parse(decryptWithAes(bankKey, sealed, owner(shopId, protocol))) as Record<string, string>
