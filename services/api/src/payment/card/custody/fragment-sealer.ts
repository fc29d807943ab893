import { loadDayKeys } from '../../../platform/crypto/day-keys.ts'
import { encryptTo } from '../../../platform/crypto/hpke.ts'
import { bindToOwner, type FragmentSealer } from './keys.ts'

/**
 * The seal of the six missing digits, or of the mail that holds them encrypted, over the public keys in `folder`.
 * @throws KeyMissingError at once when today's key is not there, and from `seal` on a day without one.
 */
export function loadFragmentSealer(folder: string): FragmentSealer {
  const keys = loadDayKeys(folder, 'fragment public key', 'public')
  return {
    has: keys.has,
    async seal(fragment, owner) {
      const key = keys.today()
      const value = await encryptTo(key.bytes, Buffer.from(fragment), bindToOwner('fragment', key.id, owner))
      return {
        keyId: key.id,
        encapsulated: value.encapsulated.toString('base64'),
        sealed: value.sealed.toString('base64'),
      }
    },
  }
}
