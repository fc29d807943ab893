import { openDayKeys } from '../../../platform/crypto/day-keys.ts'
import { sealTo } from '../../../platform/crypto/hpke.ts'
import { bindOwner, type FragmentSealer } from './keys.ts'

/**
 * The seal of the six missing digits, or of the mail that holds them encrypted, over the public keys in `folder`.
 * @throws KeyMissing at once when today's key is not there, and from `seal` on a day without one.
 */
export function openFragmentSealer(folder: string): FragmentSealer {
  const keys = openDayKeys(folder, 'fragment public key', 'public')
  return {
    has: keys.has,
    async seal(fragment, owner) {
      const key = keys.today()
      const value = await sealTo(key.bytes, Buffer.from(fragment), bindOwner('fragment', key.id, owner))
      return {
        keyId: key.id,
        encapsulated: value.encapsulated.toString('base64'),
        sealed: value.sealed.toString('base64'),
      }
    },
  }
}
