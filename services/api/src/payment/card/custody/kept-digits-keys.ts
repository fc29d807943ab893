import { openWithAes, sealWithAes } from '../../../platform/crypto/aes-gcm.ts'
import { openDayKeys } from '../../../platform/crypto/day-keys.ts'
import { bindOwner, type KeptKeys } from './keys.ts'

/**
 * The seal of the kept digits, over the keys in `folder`.
 * @throws KeyMissing at once when today's key is not there, and from `seal` on a day without one.
 */
export function openKeptKeys(folder: string): KeptKeys {
  const keys = openDayKeys(folder, 'kept key', 'secret')
  return {
    has: keys.has,
    seal(kept, owner) {
      const key = keys.today()
      return { keyId: key.id, sealed: sealWithAes(key.bytes, kept, bindOwner('kept', key.id, owner)) }
    },
    open(keyId, sealed, owner) {
      try {
        const key = keys.find(keyId)
        return key && openWithAes(key, sealed, bindOwner('kept', keyId, owner))
      } catch {
        return null
      }
    },
  }
}
