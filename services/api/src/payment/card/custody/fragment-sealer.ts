import { loadDayKeys } from '../../../platform/crypto/day-keys.ts'
import { encryptTo } from '../../../platform/crypto/hpke.ts'
import { associatedData, type FragmentSealer } from './keys.ts'

/**
 * Loads the public keys in `folder` that encrypt card fragments.
 * @throws KeyMissingError when today's key does not exist, or a key is malformed.
 */
export function loadFragmentSealer(folder: string): FragmentSealer {
  const keys = loadDayKeys(folder, 'fragment public key', 'public')
  return {
    has: keys.has,
    seal(fragment, payment) {
      const key = keys.today()
      const data = associatedData('fragment', key.id, payment)
      const value = encryptTo(key.bytes, Buffer.from(fragment), data)
      return {
        keyId: key.id,
        encapsulated: value.encapsulated.toString('base64'),
        sealed: value.sealed.toString('base64'),
      }
    },
  }
}
