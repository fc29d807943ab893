import { decryptWithAes, encryptWithAes } from '../../../platform/crypto/aes-gcm.ts'
import { loadDayKeys } from '../../../platform/crypto/day-keys.ts'
import { associatedData, type KeptDigitsKeys } from './keys.ts'

/**
 * Loads the keys in `folder` that encrypt kept digits.
 * @throws KeyMissingError when today's key does not exist, or a key is malformed or readable by everyone.
 */
export function loadKeptDigitsKeys(folder: string): KeptDigitsKeys {
  const keys = loadDayKeys(folder, 'kept key', 'secret')
  return {
    has: keys.has,
    seal(keptDigits, payment) {
      const key = keys.today()
      return {
        keyId: key.id,
        sealed: encryptWithAes(key.bytes, keptDigits, associatedData('kept', key.id, payment)),
      }
    },
    decrypt(keyId, sealed, payment) {
      try {
        const key = keys.find(keyId)
        return key && decryptWithAes(key, sealed, associatedData('kept', keyId, payment))
      } catch {
        return null
      }
    },
  }
}
