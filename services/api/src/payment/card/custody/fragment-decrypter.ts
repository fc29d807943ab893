import { loadDayKeys } from '../../../platform/crypto/day-keys.ts'
import { decryptWith } from '../../../platform/crypto/hpke.ts'
import { bindToOwner, type FragmentDecrypter } from './keys.ts'

/**
 * Opens a sealed fragment with the private keys in `folder`.
 * @throws KeyMissingError at once when today's key is not there or is malformed.
 */
export function loadFragmentDecrypter(folder: string): FragmentDecrypter {
  const keys = loadDayKeys(folder, 'fragment private key', 'secret')
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
        return (await decryptWith(key, value, bindToOwner('fragment', keyId, owner))).toString()
      } catch {
        return null
      }
    },
  }
}
