import { decryptWithAes, encryptWithAes } from '../../../platform/crypto/aes-gcm.ts'
import { loadDayKeys } from '../../../platform/crypto/day-keys.ts'
import { bindToOwner, type KeptDigitsKeys } from './keys.ts'

/**
 * The seal of the kept digits, over the keys in `folder`.
 * @throws KeyMissingError at once when today's key is not there, and from `seal` on a day without one.
 */
export function loadKeptDigitsKeys(folder: string): KeptDigitsKeys {
  const keys = loadDayKeys(folder, 'kept key', 'secret')
  return {
    has: keys.has,
    seal(kept, owner) {
      const key = keys.today()
      return { keyId: key.id, sealed: encryptWithAes(key.bytes, kept, bindToOwner('kept', key.id, owner)) }
    },
    open(keyId, sealed, owner) {
      try {
        const key = keys.find(keyId)
        return key && decryptWithAes(key, sealed, bindToOwner('kept', keyId, owner))
      } catch {
        return null
      }
    },
  }
}
