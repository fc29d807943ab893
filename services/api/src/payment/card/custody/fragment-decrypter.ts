import { openDayKeys } from '../../../platform/crypto/day-keys.ts'
import { openWith } from '../../../platform/crypto/hpke.ts'
import { bindOwner, type FragmentOpener } from './keys.ts'

/**
 * Opens a sealed fragment with the private keys in `folder`.
 * @throws KeyMissing at once when today's key is not there or is malformed.
 */
export function openFragmentOpener(folder: string): FragmentOpener {
  const keys = openDayKeys(folder, 'fragment private key', 'secret')
  return {
    has: keys.has,
    async open({ keyId, encapsulated, sealed }, owner) {
      const key = keys.find(keyId)
      if (!key) return null
      const value = {
        encapsulated: Buffer.from(encapsulated, 'base64'),
        sealed: Buffer.from(sealed, 'base64'),
      }
      try {
        return (await openWith(key, value, bindOwner('fragment', keyId, owner))).toString()
      } catch {
        return null
      }
    },
  }
}
